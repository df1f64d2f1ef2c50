"""exercism's results.json, version 3: an error only if no check was made, and a message wherever one is due."""

import json

import pytest
from gradkata.reports import exercism
from gradkata.results import Grading, Status

from tests.reports.gradings import NASTY, graded, one, schema, several_katas

SCHEMA = schema("exercism.json")


def report_of(grading):
    report = json.loads(exercism.render(grading))
    SCHEMA.validate(report)
    return report


@pytest.mark.parametrize("words", NASTY, ids=range(len(NASTY)))
def test_it_is_valid_whatever_learners_write(words):
    assert report_of(several_katas(learner=words, message=words))["tests"]
    assert report_of(one(Status.ERROR, message=words))["message"]


@pytest.mark.parametrize(
    ("status", "whole", "parts"),
    [
        (Status.PASSED, "pass", ["pass", "pass", "pass"]),
        (Status.FAILED, "fail", ["pass", "fail", "fail"]),
        (Status.TIMEOUT, "fail", ["pass", "error", "error"]),
        (Status.KILLED, "fail", ["error", "error", "error"]),
        (Status.ERROR, "error", []),
        (Status.UNATTEMPTED, "error", []),
    ],
)
def test_each_status(status, whole, parts):
    report = report_of(one(status))
    assert report["status"] == whole
    assert [test["status"] for test in report["tests"]] == parts
    assert ("Wrong here." in json.dumps(report)) == (status != Status.PASSED)


def test_of_several_katas_one_that_could_not_be_loaded_is_no_error_of_all():
    results = (graded(Status.ERROR, kata="bptt"), graded())
    report = report_of(Grading(7, "strict", results))
    assert report["status"] == "fail"
    assert report["tests"][0] == {
        "name": "bptt: Your file can be loaded.", "status": "error", "message": "Wrong here.",
    }  # fmt: skip


def test_of_several_that_could_not_be_loaded_each_is_told():
    results = (graded(Status.ERROR, message="First."), graded(Status.UNATTEMPTED, kata="bptt", message="Second."))
    message = report_of(Grading(7, "strict", results))["message"]
    assert message == "Next: First.\n\nSecond."


def test_long_messages_are_cut():
    words = "y" * 100_000
    assert len(report_of(one(Status.ERROR, message=words))["message"]) == 65_535
    assert len(report_of(one(Status.KILLED, message=words))["tests"][0]["message"]) == 65_535


def test_an_interruption_is_not_passed():
    report = report_of(Grading(7, "strict", (graded(),), interrupted=True))
    assert report["status"] == "fail"
    assert report["tests"][-1]["status"] == "error"
    assert report_of(Grading(7, "strict", (), interrupted=True))["status"] == "error"
