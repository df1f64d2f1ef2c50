"""JUnit XML is valid by Jenkins' schema, and every check has its outcome in it."""

from xml.etree import ElementTree

import pytest
from gradkata.reports import junit
from gradkata.results import Grading, Status

from tests.reports.gradings import NASTY, SCHEMAS, STATUSES, graded, one, school


def parsed(grading):
    """The file as an XML parser reads it."""
    return ElementTree.fromstring(junit.render(grading).encode("utf-8"))


@pytest.fixture(scope="session")
def jenkins():
    """Jenkins' schema."""
    xmlschema = pytest.importorskip("xmlschema")
    return xmlschema.XMLSchema(SCHEMAS / "junit-10.xsd")


@pytest.mark.parametrize("words", NASTY, ids=range(len(NASTY)))
def test_it_is_valid_whatever_learners_write(jenkins, words):
    jenkins.validate(junit.render(school(learners=(words, "ben"), message=words)))


@pytest.mark.parametrize("is_interrupted", [False, True])
def test_it_is_valid_without_a_result_and_with_one_that_took_long(jenkins, is_interrupted):
    jenkins.validate(junit.render(Grading(7, "strict", (), is_interrupted)))
    jenkins.validate(junit.render(Grading(7, "strict", (graded(),) * 3, is_interrupted)))


def test_the_schema_is_seen_to_refuse(jenkins):
    assert not jenkins.is_valid(junit.render(one()).replace(' tests="3"', ""))


@pytest.mark.parametrize(
    ("status", "outcomes"),
    [
        (Status.PASSED, [None, None, None]),
        (Status.FAILED, [None, "failure", "failure"]),
        (Status.ERROR, ["error", "skipped", "skipped", "skipped"]),
        (Status.TIMEOUT, [None, "error", "skipped"]),
        (Status.KILLED, ["error", "skipped", "skipped"]),
        (Status.UNATTEMPTED, ["skipped"] * 4),
    ],
)
def test_each_status_is_counted_and_told(status, outcomes):
    (suite,) = parsed(one(status))
    cases = suite.findall("testcase")
    assert [next((child.tag for child in case), None) for case in cases] == outcomes
    counts = {name: outcomes.count(tag) for name, tag in [("failures", "failure"), ("errors", "error")]}
    assert {name: int(suite.get(name)) for name in counts} == counts
    assert int(suite.get("skipped")) == outcomes.count("skipped")
    assert int(suite.get("tests")) == len(cases)
    assert suite.get("name") == "ada: softmax"
    assert suite.get("time") == "0.250"
    properties = {each.get("name"): each.get("value") for each in suite.iter("property")}
    assert properties["status"] == status
    assert (properties["max_score"], properties["seed"], properties["isolation"]) == ("4", "7", "strict")
    assert ("Wrong here." in ElementTree.tostring(suite, "unicode")) == (status != Status.PASSED)


def test_a_class_has_a_suite_for_each_learner_and_kata():
    suites = parsed(school()).findall("testsuite")
    assert len(suites) == 2 * len(STATUSES)
    assert {suite.get("name").split(":")[0] for suite in suites} == {"ada", "ben"}
    case = suites[-1].find("testcase")
    assert case.get("classname") == "ben.kata_unattempted"


def test_words_come_back_as_they_were():
    words = "a < b && \"c\" ]]> 'd'\U0001f600"
    (suite,) = parsed(one(Status.KILLED, message=words, learner="<ada>"))
    assert suite.get("name") == "<ada>: softmax"
    assert words in suite.find("testcase/error").text
    assert words in suite.find("testcase/error").get("message")


def test_an_interruption_is_an_error():
    *_, last = parsed(Grading(7, "strict", (graded(),), interrupted=True))
    assert last.get("errors") == "1"
    assert "interrupted" in last.find("testcase/error").text
