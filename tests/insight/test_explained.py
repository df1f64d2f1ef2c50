"""One result in full: what counts, what came before, and all that is known of it."""

import datetime
import json
from dataclasses import replace

from gradkata.gradebook.policy import Late
from gradkata.insight import explain_text
from gradkata.insight.explained import Explained, kept
from gradkata.results import Status

from .course import AXIS, OVERFLOW, a_course, a_result

ADA = [each for each in a_course() if each.learner == "ada"]


def whole(attempt):
    return attempt


def test_the_attempt_that_counts_is_told_whole_and_all_in_short():
    found = kept(ADA, whole)
    assert found.result == a_result("ada", mistake=AXIS)
    assert (found.seed, found.graded, found.work) == (7, ADA[-1].graded, ADA[-1].work)
    assert [each.mistake for each in found.attempts] == [OVERFLOW.title, *[AXIS.title] * 3]
    assert [each.counts for each in found.attempts] == [False, False, False, True]


def test_the_best_may_count_and_what_is_late_has_less():
    better = replace(ADA[0], score=2.0)
    assert [each.counts for each in kept([better, *ADA[1:]], whole, "best").attempts] == [True, False, False, False]
    rule = Late(datetime.datetime(2026, 11, 24, tzinfo=datetime.UTC), 50)
    late = kept(ADA, whole, "last", rule)
    assert late.result.score == 0.5
    assert "after the deadline: 50 % less." in explain_text.as_text(late)


def test_everything_is_told_in_80_columns():
    result = a_result("ada", mistake=AXIS, printed="h = 1\n" + "long " * 30, printed_lines=9, imports=("tools",))
    text = explain_text.as_text(Explained(result, 7, "0123456789abcdef"))
    assert all(len(line) <= 80 for line in text.splitlines())
    for words in (
        "ada, softmax: failed, 1 of 3 points.", "graded now", "seed 7, isolation strict, 0.25 s by the clock",
        "0.12 s of CPU time", "text and what it imports: 0123456789ab\n", "it imports tools",
        "  passed, 1 of 1: One row of scores", "  failed, 0 of 2: Each row of a matrix", AXIS.words[:40],
        "softmax() (2, 3): 2 of 6 entries are wrong", "    . . >\n", "The code printed:\n  h = 1\n",
        "... and 7 lines more",
    ):  # fmt: skip
        assert words in text
    assert "    . . >\n" not in explain_text.as_text(Explained(result, 7, ""), maps=False)


def test_json_has_the_same_and_more():
    found = json.loads(explain_text.as_json(kept(ADA, whole)))
    assert found["schema"] == "gradkata/explain/1"
    assert found["result"]["misconceptions"] == [{"id": AXIS.id, "title": AXIS.title, "message": AXIS.message}]
    assert found["result"]["explanation"]["maps"][0]["rows"] == ["..>", ".<."]
    assert (found["seed"], found["work"], len(found["attempts"])) == (7, ADA[-1].work, 4)


def test_what_nobody_is_to_blame_for_is_told():
    result = a_result(fault="MemoryError", found="There is softmax-2.py.", status=Status.PASSED)
    text = explain_text.as_text(Explained(result, 7, ""))
    assert "gradkata itself failed here, so this is no judgement of the work: MemoryError" in text
    assert "There is softmax-2.py." in text
    assert "The code printed nothing." in text
