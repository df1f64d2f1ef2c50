"""What is wrong with a result, in a few words, and when two results have the same mistake."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from ..reports.safe_text import shortened
from ..results import LOAD, Kind, Misconception, Result, Status
from ..translation import say

MOST = 100  # characters of a message
RAN = (Status.PASSED, Status.FAILED)  # to its end


@dataclasses.dataclass(frozen=True)
class Mistake:
    """What is wrong.

    Attributes:
        key: equal for the same mistake of one kata: the known ones that were named; else the status, and the first
            check that failed, or where none was made, why.
        words: what it is; empty if nothing is wrong.
        is_known: whether it is a known mistake, or several.
    """

    key: tuple[str, ...]
    words: str
    is_known: bool = False


def mistake_of(result: Result) -> Mistake:
    """What is wrong with a result."""
    if result.status is Status.PASSED:
        return Mistake((result.status,), "")
    if result.held_up_by:
        words = say("{kata} comes first: it imports that, which is wrong", kata=result.held_up_by)
        return Mistake(("held up", result.held_up_by), words)
    if result.misconceptions:
        return Mistake(tuple(sorted({each.id for each in result.misconceptions})), _known(result), is_known=True)
    words = _unknown(result)
    return Mistake((result.status, _first(result) or words), words)


def mistakes_of(result: Result) -> tuple[Mistake, ...]:
    """The same, each by itself where two mistakes together are what is wrong, so that each can be counted."""
    kind = result.explanation.kind if result.explanation else Kind.ONE
    if kind is not Kind.PAIR or result.held_up_by or result.status is Status.PASSED:
        return (mistake_of(result),)
    causes = dict.fromkeys(each.cause for each in result.misconceptions)
    return tuple(_of_cause([each for each in result.misconceptions if each.cause == cause]) for cause in causes)


def _of_cause(alike: Sequence[Misconception]) -> Mistake:
    """The mistake that is one of these, which look alike."""
    titles = list(dict.fromkeys(each.title for each in alike))
    words = titles[0] if len(titles) == 1 else say("one of these: {titles}", titles="; ".join(titles))
    return Mistake(tuple(sorted({each.id for each in alike})), words, is_known=True)


def _known(result: Result) -> str:
    titles = list(dict.fromkeys(each.title for each in result.misconceptions))
    kind = result.explanation.kind if result.explanation else Kind.ONE
    if kind is Kind.PART:
        return say("in part: {titles}", titles="; ".join(titles))
    if len(titles) == 1 or kind is Kind.ONE:
        return titles[0]
    words = "these together: {titles}" if kind is Kind.PAIR else "one of these: {titles}"
    return say(words, titles="; ".join(titles))


def _unknown(result: Result) -> str:
    """The check that failed, and that the mistake is unknown; where it did not run to its end, what it ended with."""
    if result.status not in RAN:
        message = " ".join(next(iter(result.messages), "").split())
        return f"{say(result.status)}: {shortened(message, MOST)}" if message else say(result.status)
    return say("no known mistake; the first check that failed: {title}", title=_first(result, titled=True))


def _first(result: Result, *, titled: bool = False) -> str:
    """The first check that failed, by its name or by what it is about."""
    for test in result.tests:
        if test.name != LOAD and test.status in (Status.FAILED, Status.ERROR):
            return (titled and test.title) or test.name
    return ""
