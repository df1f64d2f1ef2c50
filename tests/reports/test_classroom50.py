"""Classroom 50's result.json: whole points, nothing at the top that the schema does not name, the runner's identity."""

import json

import pytest
from gradkata.reports import classroom50
from gradkata.results import Grading, Status

from tests.reports.gradings import NASTY, STATUSES, graded, one, schema, several_katas

SCHEMA = schema("classroom50.json")
RUNNER = {
    "CLASSROOM": "rnns", "ASSIGNMENT": "softmax", "SUBMISSION_TAG": "submit/2026-11-26T10-00-00Z-a1b2c3d",
    "USERNAME": "ada-l", "OWNER": "ada-l", "ASSIGNMENT_TYPE": "group", "COMMIT_URL": "https://x/commit/1",
    "RELEASE_URL": "https://x/release", "REVIEW_URL": "https://x/compare",
}  # fmt: skip


def report_of(grading, **environ):
    report = json.loads(classroom50.render(grading, environ))
    SCHEMA.validate(report)
    assert report["score"] <= report["max-score"]
    assert all(test["score"] <= test["max-score"] for test in report["tests"])
    return report


@pytest.mark.parametrize("words", NASTY, ids=range(len(NASTY)))
def test_it_is_valid_whatever_learners_write(words):
    assert report_of(several_katas(learner=words, message=words))["tests"]


@pytest.mark.parametrize("status", STATUSES)
def test_halves_are_counted(status):
    report = report_of(one(status))
    assert report["max-score"] == 8
    assert report["score"] == 2 * graded(status).score
    assert all(test["passed"] for test in report["tests"]) == (status == Status.PASSED)


def test_whole_points_stay_as_they_are():
    assert report_of(one(points=(1.0, 2.0, 7.0)))["max-score"] == 10


def test_words_are_kept_in_a_field_of_the_test():
    assert "Wrong here." in report_of(one(Status.ERROR))["tests"][0]["output"]


def test_the_runner_says_whose_it_is():
    report = report_of(one(), **RUNNER)
    names = ("classroom", "assignment", "submission", "owner", "assignment_type", "commit", "release", "review")
    assert [report[name] for name in names] == [
        "rnns", "softmax", "submit/2026-11-26T10-00-00Z-a1b2c3d", "ada-l", "group", "https://x/commit/1",
        "https://x/release", "https://x/compare",
    ]  # fmt: skip
    assert report_of(one(), **{**RUNNER, "REVIEW_URL": ""})["review"] == RUNNER["COMMIT_URL"]


def test_without_a_runner_it_is_valid_too_and_says_so():
    report = report_of(one(), USERNAME="whoever is logged in")
    assert (report["classroom"], report["assignment"], report["owner"]) == ("local", "softmax", "ada")


def test_an_interruption_is_a_test_that_failed():
    report = report_of(Grading(7, "strict", (graded(),), interrupted=True))
    assert report["tests"][-1]["passed"] is False
