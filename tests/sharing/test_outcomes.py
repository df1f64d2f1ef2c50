"""What is shown of a result, and what is kept of it."""

import pytest
from gradkata.results import Status
from gradkata.sharing.outcomes import MOST_SHOWN, result_of, shown
from gradkata.sharing.shapes import Outcome, read

from tests.sharing.scripted import json, result


def outcome(**more):
    return read(json.dumps(result(**more)).encode(), Outcome)


def test_columns_stay_and_what_a_terminal_obeys_goes():
    text = "  passed  a\u202e check\x1b[31m\n\n\x1b]0;title\x07softmax: passed\tof\r\nall\n\n"
    assert shown(outcome(text=text)) == "  passed  a  check [31m\n\n ]0;title softmax: passed       of\nall\n"


def test_what_never_ends_is_cut():
    assert len(shown(outcome(text="x" * (MOST_SHOWN + 500)))) == MOST_SHOWN + 1


def test_what_comes_next_stands_at_the_end():
    assert shown(outcome(text="softmax: passed\n"), "Next: kata start encoding") == (
        "softmax: passed\n\nNext: kata start encoding\n"
    )


@pytest.mark.parametrize("is_accessible", [False, True])
def test_whoever_reads_by_ear_gets_no_rows_of_signs(monkeypatch, is_accessible):
    monkeypatch.setenv("ACCESSIBLE", "1" if is_accessible else "")
    text = "softmax: failed\n\np (2, 3): 2 of 6 entries are wrong\n    . x .\n    . . x\n    x = should be 0 (2)\n"
    found = shown(outcome(text=text, explanation={"kind": "none", "maps": [{"rows": [".x.", "..x"]}]}))
    assert (found == text) is not is_accessible
    assert ("    . x .\n" in found) is not is_accessible
    assert "2 of 6 entries" in found


def test_progress_is_given_the_points_and_the_mistakes():
    found = result_of(outcome(status="failed", score=2.5, misconceptions=[{"id": "sum\x1b_axis", "title": "t"}]))
    assert (found.kata, found.status, found.score, found.max_score) == ("softmax", Status.FAILED, 2.5, 10.0)
    assert [each.id for each in found.misconceptions] == ["sum _axis"]
