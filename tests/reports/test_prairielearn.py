"""PrairieLearn's results.json: points for every test, maps as pictures where they can be drawn, at most 1 MB."""

import base64
import dataclasses
import json

import pytest
from gradkata.reports import prairielearn
from gradkata.results import Explanation, Grading, Kind, Status, TestResult

from tests.reports.gradings import MAP, NASTY, STATUSES, graded, one, schema, several_katas

SCHEMA = schema("prairielearn.json")


def report_of(grading):
    text = prairielearn.render(grading)
    assert len(text.encode("utf-8")) <= 1_000_000
    report = json.loads(text)
    SCHEMA.validate(report)
    return report


@pytest.mark.usefixtures("no_pictures")
@pytest.mark.parametrize("words", NASTY, ids=range(len(NASTY)))
def test_it_is_valid_whatever_learners_write(words):
    assert report_of(several_katas(learner=words, message=words))["tests"]


@pytest.mark.usefixtures("no_pictures")
@pytest.mark.parametrize("status", STATUSES)
def test_the_score_is_a_share_and_work_that_could_not_be_loaded_costs_no_attempt(status):
    report = report_of(one(status))
    assert report["score"] == graded(status).score / 4
    assert sum(test["points"] for test in report["tests"]) == graded(status).score
    assert sum(test["max_points"] for test in report["tests"]) == 4
    assert report["gradable"] == (status not in (Status.ERROR, Status.UNATTEMPTED))
    if not report["gradable"]:
        assert report["format_errors"] == ["Next: Wrong here." if status is Status.ERROR else "Wrong here."]


@pytest.mark.usefixtures("no_pictures")
def test_a_grading_that_failed_or_was_interrupted_costs_no_attempt():
    report = report_of(Grading(7, "strict", (graded(),), interrupted=True))
    assert report["gradable"] is False
    assert report["message"] in report["format_errors"]
    broken = dataclasses.replace(graded(Status.KILLED), fault="OSError")
    report = report_of(Grading(7, "strict", (broken,)))
    assert report["gradable"] is False
    assert report["format_errors"]


@pytest.mark.usefixtures("no_pictures")
def test_however_much_there_is_to_say_it_is_small_enough():
    tests = tuple(TestResult(str(n), Status.FAILED, 0.0, 1.0, "漢" * 9_000, f"Check {n}.") for n in range(50))
    report = report_of(Grading(7, "strict", (dataclasses.replace(graded(Status.FAILED), tests=tests),)))
    assert len(report["tests"]) == 50
    assert {len(test["output"]) for test in report["tests"]} == {1_000}


@pytest.mark.usefixtures("no_pictures")
def test_without_matplotlib_there_is_no_picture():
    assert "images" not in report_of(one(Status.FAILED))


def test_wrong_entries_are_a_picture_if_it_fits(monkeypatch):
    pytest.importorskip("matplotlib")
    text = prairielearn.render(one(Status.FAILED))
    (image,) = json.loads(text)["images"]
    assert image["label"] == "softmax: dWhh"
    data = base64.b64decode(image["url"].removeprefix("data:image/png;base64,"), validate=True)
    assert data.startswith(b"\x89PNG")
    assert "images" not in report_of(one(Status.PASSED))
    # One grading is one file; and where the picture would not fit, it is left out.
    assert prairielearn.render(one(Status.FAILED)) == text
    monkeypatch.setattr(prairielearn, "LARGEST", len(text.encode("utf-8")) - 1)
    assert "images" not in report_of(one(Status.FAILED))


def test_a_map_without_entries_and_work_that_waits_for_another_kata_have_no_picture():
    empty = dataclasses.replace(MAP, rows=())
    bare = dataclasses.replace(graded(Status.FAILED), explanation=Explanation(Kind.NONE, (empty,)))
    held_up = dataclasses.replace(graded(Status.FAILED), held_up_by="bptt")
    for result in (bare, held_up):
        assert "images" not in report_of(Grading(7, "strict", (result,)))
