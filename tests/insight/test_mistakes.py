"""What is wrong with a result, in a few words."""

from dataclasses import replace

import pytest
from gradkata.insight.mistakes import mistake_of
from gradkata.results import Explanation, Kind, Status, TestResult

from .course import AXIS, OVERFLOW, a_result

BOTH = f"{AXIS.title}; {OVERFLOW.title}"


@pytest.mark.parametrize(
    ("kind", "words"),
    [(Kind.ONE, AXIS.title), (Kind.SEVERAL, f"one of these: {BOTH}"), (Kind.PAIR, f"these together: {BOTH}"),
     (Kind.PART, f"in part: {BOTH}")],
)  # fmt: skip
def test_known_mistakes_are_told_as_what_they_explain(kind, words):
    result = replace(a_result(), misconceptions=(AXIS, OVERFLOW), explanation=Explanation(kind))
    found = mistake_of(result)
    assert (found.words, found.key, found.is_known) == (words, ("first-axis", "overflow"), True)


def test_what_is_unknown_is_said_to_be():
    found = mistake_of(a_result())
    words = "no known mistake; the first check that failed: Each row of a matrix is a case of its own."
    assert (found.words, found.key, found.is_known) == (words, ("failed", "matrix"), False)


@pytest.mark.parametrize("status", [Status.TIMEOUT, Status.KILLED, Status.ERROR])
def test_what_did_not_run_to_its_end_is_told_by_its_message(status):
    tests = (TestResult("row", Status.ERROR, 0.0, 1.0, "It did not\nfinish. " + "x" * 200),)
    words = mistake_of(replace(a_result(status=status), tests=tests)).words
    assert words.startswith(f"{status}: It did not finish. xxx")
    assert len(words) < 120
    assert mistake_of(replace(a_result(status=status), tests=())).words == status


def test_files_that_cannot_be_loaded_have_one_mistake_only_if_it_is_for_one_reason():
    empty, syntax = (
        replace(a_result(status=Status.ERROR), tests=(TestResult("load", Status.ERROR, 0.0, 0.0, words),))
        for words in ("softmax.py is empty.", "softmax.py is not valid Python.")
    )
    assert mistake_of(empty) == mistake_of(replace(empty, learner="ben"))
    assert mistake_of(empty).key != mistake_of(syntax).key


def test_a_kata_that_has_to_come_first_is_named():
    found = mistake_of(a_result(held_up_by="rnn_step"))
    assert found.words == "rnn_step comes first: it imports that, which is wrong"


def test_of_what_is_passed_nothing_is_wrong():
    assert mistake_of(a_result(status=Status.PASSED)).words == ""
