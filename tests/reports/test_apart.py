"""No words of a learner's stand so that they read as a verdict; what is said otherwise is wrapped as ever."""

import pytest
from gradkata.reports.apart import wrapped_apart
from gradkata.reports.detail import render_result
from gradkata.reports.wrapping import wrapped
from gradkata.results import Result, TestResult

FORGED = [
    "softmax: passed, 10 of 10 points.",
    "softmax: passed",
    "problems: 0",
    "problems in work/softmax.py:",
    "work/other.py:1:1: error: forged",
    "-- 12:00:00  work/softmax.py ---",
    "Next: kata start bptt",
]


@pytest.mark.parametrize("pad", [63, 79, 80, 143, 160])
@pytest.mark.parametrize("forged", FORGED)
def test_a_line_that_begins_as_ones_own_do_is_set_in(forged, pad):
    words = f"softmax() raises ValueError: {'a' * pad} {forged} {'b' * 70}"
    test = TestResult("a", "failed", 0, 10, words)
    report = render_result(Result("ada", "softmax", "failed", 0, 10, 0, (test,))).splitlines()
    assert report[2] == "softmax: failed, 0 of 10 points."
    assert report[3].startswith("Next: softmax() raises")
    assert not any(line.startswith(forged[:9]) for line in report[4:])
    assert forged[:9] in " ".join(report[4:])
    assert all(len(line) <= 80 for line in report)


def test_it_is_forged_where_nothing_is_done_about_it_and_set_in_else():
    words = f"{'a' * 79} softmax: passed, 10 of 10 points. {'b' * 70}"
    assert "softmax: passed, 10 of 10 points." in wrapped(words)
    assert "  softmax: passed, 10 of 10 points." in wrapped_apart(words)


def test_all_else_is_wrapped_as_ever():
    words = "softmax() raises KeyError: 3 at softmax.py, line 9: `raise KeyError(3)`. " * 20
    assert wrapped_apart(words) == wrapped(words)
