"""Tests of MarkUs: a line of JSON each, with whole marks."""

import json

import pytest
from gradkata.reports import markus
from gradkata.results import Status

from tests.reports.gradings import NASTY, one, schema, several_katas

SCHEMA = schema("markus.json")


def lines_of(grading):
    """What MarkUs reads: JSON values one after the other, and nothing between them."""
    decoder, text, found = json.JSONDecoder(), markus.render(grading), []
    while text:
        value, end = decoder.raw_decode(text)
        SCHEMA.validate(value)
        found.append(value)
        assert text[end] == "\n"
        text = text[end + 1 :]
    return found


@pytest.mark.parametrize("words", NASTY, ids=range(len(NASTY)))
def test_it_is_valid_whatever_learners_write(words):
    assert len(lines_of(several_katas(learner=words, message=words))) == markus.render(several_katas()).count("\n")


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (Status.PASSED, ["pass", "pass", "pass"]),
        (Status.FAILED, ["pass", "fail", "fail"]),
        (Status.ERROR, ["error"] * 4),
        (Status.TIMEOUT, ["pass", "error", "error"]),
        (Status.KILLED, ["error", "error", "error"]),
        (Status.UNATTEMPTED, ["error"] * 4),
    ],
)
def test_each_status_and_halves_are_counted(status, expected):
    tests = lines_of(one(status))
    assert [test["status"] for test in tests] == expected
    assert sum(test["marks_total"] for test in tests) == 8
    earned = [test["marks_earned"] for test in tests]
    assert earned == [test["marks_total"] if test["status"] == "pass" else 0 for test in tests]
