"""CTRF reports are valid by the schema of the npm package, and their counts are those of the tests."""

import json
from collections import Counter

import pytest
from gradkata.reports import ctrf
from gradkata.results import Grading, Status

from tests.reports.gradings import NASTY, STATUSES, graded, one, schema, school

SCHEMA = schema("ctrf-schema-0.0.json")


def results_of(grading):
    report = json.loads(ctrf.render(grading))
    SCHEMA.validate(report)
    return report["results"]


@pytest.mark.parametrize("words", NASTY, ids=range(len(NASTY)))
def test_it_is_valid_whatever_learners_write(words):
    assert results_of(school(learners=(words, "ben"), message=words))["tests"]


def test_the_schema_is_seen_to_refuse():
    report = json.loads(ctrf.render(one()))
    del report["results"]["summary"]["other"]
    assert not SCHEMA.is_valid(report)


def test_counts_and_times_add_up():
    results = results_of(school())
    counts = Counter(test["status"] for test in results["tests"])
    summary = results["summary"]
    assert {name: summary[name] for name in counts} == counts
    assert (
        summary["tests"]
        == counts.total()
        == sum(summary[name] for name in ("passed", "failed", "skipped", "pending", "other"))
    )
    assert summary["stop"] - summary["start"] == 250 * 2 * len(STATUSES)


def test_a_test_tells_whose_it_is_and_what_became_of_it():
    test = results_of(one(Status.KILLED))["tests"][0]
    assert (test["status"], test["rawStatus"], test["suite"]) == ("failed", "error", ["ada", "softmax"])
    assert test["extra"]["result"] == "killed"
    assert "Wrong here." in test["message"]


def test_an_interruption_is_told_twice():
    results = results_of(Grading(7, "strict", (graded(),), interrupted=True))
    assert results["extra"]["interrupted"] is True
    assert results["tests"][-1]["status"] == "failed"
