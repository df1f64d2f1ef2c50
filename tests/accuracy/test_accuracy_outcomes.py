"""What a diagnosis is worth beside the key."""

from pathlib import Path

import pytest
from gradkata.results import Kind, Misconception, Status

from accuracy.judging import Seen
from accuracy.outcomes import Group, Judged, Outcome
from accuracy.solutions import Solution
from accuracy.trouble import trouble

KNOWN, SPLIT, UNLISTED = (("a",),), (("a", "b"),), ((),)
DOUBLE, HALF = (("a",), ("b",)), (("a",), ())


def solution(expected):
    return Solution("softmax", Path("ann.py"), tuple("says" for _ in expected), expected)


def seen(kind=Kind.NOTHING, named="", said="", status=Status.FAILED):
    """What came of a solution; the causes stand apart, and each letter of one is an alternative."""
    causes = tuple(tuple(Misconception(name, name.upper(), "") for name in cause) for cause in named.split())
    return Seen(status, kind, causes, said, kind is Kind.NONE, 0.1, 0.1)


@pytest.mark.parametrize(
    ("expected", "kind", "named", "outcome"),
    [
        (KNOWN, Kind.ONE, "a", Outcome.ITSELF),
        (SPLIT, Kind.ONE, "b", Outcome.ITSELF),
        (KNOWN, Kind.ONE, "b", Outcome.WRONG),
        (KNOWN, Kind.SEVERAL, "ab", Outcome.FIRST),
        (KNOWN, Kind.SEVERAL, "ba", Outcome.AMONG),
        (KNOWN, Kind.SEVERAL, "bc", Outcome.WRONG_PERHAPS),
        (KNOWN, Kind.PART, "a", Outcome.MORE),
        (KNOWN, Kind.PART, "b", Outcome.WRONG_PERHAPS),
        (KNOWN, Kind.PART, "a b", Outcome.WRONG_PERHAPS),
        (KNOWN, Kind.PAIR, "a b", Outcome.WRONG),
        (SPLIT, Kind.PAIR, "a b", Outcome.MORE),
        (DOUBLE, Kind.PAIR, "b a", Outcome.BOTH),
        (DOUBLE, Kind.PART, "b a", Outcome.BOTH),
        (DOUBLE, Kind.PART, "a", Outcome.MORE),
        (DOUBLE, Kind.ONE, "a", Outcome.ONE_ONLY),
        (DOUBLE, Kind.SEVERAL, "ab", Outcome.ONE_ONLY),
        (DOUBLE, Kind.PAIR, "a c", Outcome.WRONG),
        (DOUBLE, Kind.PAIR, "a b c", Outcome.WRONG),
        (KNOWN, Kind.PART, "ab", Outcome.MORE),
        (KNOWN, Kind.PART, "ba", Outcome.MORE),
        (KNOWN, Kind.PART, "bc", Outcome.WRONG_PERHAPS),
        (DOUBLE, Kind.PAIR, "ca bd", Outcome.BOTH),
        (DOUBLE, Kind.PAIR, "ac cd", Outcome.WRONG),
        (DOUBLE, Kind.PART, "ab cd", Outcome.WRONG_PERHAPS),
        (DOUBLE, Kind.PART, "ab", Outcome.MORE),
        (HALF, Kind.PAIR, "ab bc", Outcome.WRONG),
        (HALF, Kind.PART, "a", Outcome.MORE),
        (HALF, Kind.ONE, "a", Outcome.ONE_ONLY),
        (HALF, Kind.PAIR, "a b", Outcome.WRONG),
        (UNLISTED, Kind.ONE, "a", Outcome.WRONG),
        (UNLISTED, Kind.SEVERAL, "ab", Outcome.WRONG_PERHAPS),
        (UNLISTED, Kind.PART, "a", Outcome.WRONG_PERHAPS),
    ],
)
def test_what_is_named_is_compared_with_the_key(expected, kind, named, outcome):
    assert Judged(solution(expected), [seen(kind, named)]).outcome is outcome


@pytest.mark.parametrize("expected", [KNOWN, DOUBLE, UNLISTED])
@pytest.mark.parametrize(
    ("what", "outcome"),
    [
        (seen(said="line 3 raises a KeyError"), Outcome.TOLD),
        (seen(Kind.NONE, said="0.5 in place of 0.25"), Outcome.UNKNOWN),
        (seen(), Outcome.UNKNOWN),
        (seen(status=Status.PASSED), Outcome.PASSED),
    ],
)
def test_what_is_not_named_may_be_told(expected, what, outcome):
    assert Judged(solution(expected), [what]).outcome is outcome


def test_the_worst_seed_counts():
    judged = Judged(solution(KNOWN), [seen(Kind.ONE, "a"), seen(Kind.PART, "b"), seen(Kind.SEVERAL, "ba")])
    assert judged.outcome is Outcome.WRONG_PERHAPS
    assert judged.worst.named == ("b",)
    assert (judged.found, judged.known) == (0, 1)


@pytest.mark.parametrize(
    ("expected", "group"),
    [
        ((), Group.RIGHT),
        (KNOWN, Group.SINGLE),
        (DOUBLE, Group.DOUBLE),
        (HALF, Group.DOUBLE),
        (((), ()), Group.UNLISTED),
    ],
)
def test_what_there_is_to_find(expected, group):
    assert Judged(solution(expected), []).group is group


@pytest.mark.parametrize(
    ("expected", "kind", "named", "found", "known"),
    [
        (DOUBLE, Kind.PAIR, "a b", 2, 2),
        (DOUBLE, Kind.PAIR, "a c", 1, 2),
        (DOUBLE, Kind.PAIR, "ac bd", 2, 2),
        (DOUBLE, Kind.PAIR, "ab cd", 1, 2),
        (DOUBLE, Kind.PART, "ab", 1, 2),
        (DOUBLE, Kind.SEVERAL, "ab", 1, 2),
        (HALF, Kind.PART, "a", 1, 1),
        (UNLISTED, Kind.ONE, "a", 0, 0),
    ],
)
def test_mistakes_that_are_named_are_counted(expected, kind, named, found, known):
    judged = Judged(solution(expected), [seen(kind, named)])
    assert (judged.found, judged.known) == (found, known)


@pytest.mark.parametrize(
    ("kind", "named", "said"),
    [
        (Kind.ONE, "c", "Said: C"),
        (Kind.SEVERAL, "cd", "Said: one of: C; D"),
        (Kind.PAIR, "cd ab", "Said: together: C or D; A or B"),
        (Kind.PART, "cd", "Said: in part: C or D"),
    ],
)
def test_what_is_named_wrongly_is_told_cause_by_cause(kind, named, said):
    assert trouble([Judged(solution(KNOWN), [seen(kind, named)])]).endswith(said)
