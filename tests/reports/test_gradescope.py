"""Gradescope's results.json: always a score, and no check that is hidden."""

import json

import pytest
from gradkata.reports import gradescope
from gradkata.results import Grading, Status

from tests.reports.gradings import NASTY, STATUSES, graded, one, schema, several_katas

SCHEMA = schema("gradescope.json")


def report_of(grading):
    report = json.loads(gradescope.render(grading))
    SCHEMA.validate(report)
    return report


@pytest.mark.parametrize("words", NASTY, ids=range(len(NASTY)))
def test_it_is_valid_whatever_learners_write(words):
    assert report_of(several_katas(learner=words, message=words))["tests"]


@pytest.mark.parametrize("status", STATUSES)
def test_the_score_is_that_of_the_tests_and_of_the_kata(status):
    report = report_of(one(status))
    assert report["score"] == sum(test["score"] for test in report["tests"]) == graded(status).score
    assert sum(test["max_score"] for test in report["tests"]) == 4
    assert all(test["status"] == "passed" for test in report["tests"]) == (status == Status.PASSED)
    assert report["output"].startswith(f"softmax: {status}, ")
    assert report["execution_time"] == 0.25
    assert report["extra_data"]["katas"]["softmax"]["status"] == status


def test_nothing_is_hidden():
    assert "visibility" not in gradescope.render(several_katas())


def test_several_katas_are_told_apart():
    report = report_of(several_katas())
    assert report["tests"][0]["name"] == "kata_passed: The check one_row."
    assert report["output"].count("\n") == len(STATUSES) - 1
    assert report_of(one())["tests"][0]["name"] == "The check one_row."


def test_an_interruption_is_told():
    report = report_of(Grading(7, "strict", (graded(),), interrupted=True))
    assert report["output"].endswith("results are missing.")
    assert report["tests"][-1]["status"] == "failed"
    assert report["extra_data"]["interrupted"] is True
