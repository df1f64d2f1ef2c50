"""Which of a learner's attempts counts, and what it counts when it is late."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable, Iterable, Sequence

from ..errors import UsageError
from ..results import Grading, Result
from ..translation import say
from .attempt import Attempt

Group = list[Attempt]


@dataclasses.dataclass(frozen=True)
class Late:
    """What is taken off work that was saved after a deadline.

    Attributes:
        deadline: with its zone.
        percent: of the points, from 0 to 100.
    """

    deadline: datetime.datetime
    percent: float

    def share_of(self, attempt: Attempt) -> float:
        """The attempt's points as a part of what there is to have, after the deduction."""
        return attempt.share * (100 - self.percent) / 100 if self.is_late(attempt) else attempt.share

    def is_late(self, attempt: Attempt) -> bool:
        """Whether its file was saved after the deadline; where there was none, nothing is late."""
        return bool(attempt.saved) and datetime.datetime.fromisoformat(attempt.saved) > self.deadline

    def less(self, result: Result, saved: str) -> Result:
        """The result with the points taken off, of all its tests alike."""
        tests = tuple(dataclasses.replace(test, score=self._less(test.score)) for test in result.tests)
        time = datetime.datetime.fromisoformat(saved).strftime("%Y-%m-%d %H:%M:%S UTC")
        words = say("Saved on {time}, after the deadline: {percent:g} % less.", time=time, percent=self.percent)
        found = f"{words} {result.found}".strip()
        return dataclasses.replace(result, score=self._less(result.score), tests=tests, found=found)

    def _less(self, score: float) -> float:
        return score * (100 - self.percent) / 100


NEVER = Late(datetime.datetime.max.replace(tzinfo=datetime.UTC), 0.0)


def best(attempts: Group, late: Late) -> Attempt:
    """The one with the largest part of the points; of equals, the last."""
    return max(reversed(attempts), key=late.share_of)


def last(attempts: Group, _late: Late) -> Attempt:
    """The one that was graded last."""
    return attempts[-1]


POLICIES: dict[str, Callable[[Group, Late], Attempt]] = {"last": last, "best": best}


def counting(attempts: Iterable[Attempt], katas: Sequence[str], policy: str = "last", late: Late = NEVER) -> Group:
    """The attempts that count, by learner and kata. Of one text the last verdict counts, and its earliest date.

    Args:
        attempts: the oldest first; their results are not looked at.
        katas: in the order in which they are told; others follow.
        policy: one of `POLICIES`.
    """
    return [POLICIES[policy](group, late) for group in _by_place(attempts, katas)]


def grading(counting: Group, whole: Callable[[Attempt], Attempt], late: Late = NEVER) -> Grading:
    """The grading that these attempts come to, one for each learner and kata.

    Args:
        whole: gives an attempt with its result.

    Returns:
        A grading with the seed of the attempt that was graded last, and all levels of isolation.
    """
    newest = max(counting, key=lambda each: each.graded)
    isolation = ", ".join(sorted({each.isolation for each in counting}))
    return Grading(int(newest.seed), isolation, tuple(_told(each, whole(each).judged(), late) for each in counting))


def _told(attempt: Attempt, result: Result, late: Late) -> Result:
    return late.less(result, attempt.saved) if late.is_late(attempt) else result


def _by_place(attempts: Iterable[Attempt], katas: Sequence[str]) -> list[Group]:
    """The attempts of each learner at each kata, one for each text, the last graded last."""
    places: dict[tuple[str, str], dict[str, Attempt]] = {}
    for attempt in attempts:
        texts = places.setdefault((attempt.learner, attempt.kata), {})
        before = texts.pop(attempt.work, attempt)
        texts[attempt.work] = dataclasses.replace(attempt, saved=min(before.saved, attempt.saved))
    order = {kata: number for number, kata in enumerate(katas)}
    keys = sorted(places, key=lambda place: (place[0], order.get(place[1], len(order)), place[1]))
    return [list(places[key].values()) for key in keys]


def deadline(text: str) -> datetime.datetime:
    """The time that somebody means: a date alone is that day's end; without a zone, it is this machine's.

    Raises:
        UsageError: it is no time.
    """
    try:
        time = datetime.datetime.fromisoformat(text)
        if len(text) <= len("2026-11-27"):
            time = datetime.datetime.combine(time, datetime.time.max)
        return time if time.tzinfo else time.astimezone()
    except (ValueError, OverflowError, OSError):  # of years that no clock here knows, too
        words = "--late {text}: say it as in --late 2026-11-27T18:00 or --late 2026-11-27"
        raise UsageError(say(words, text=text)) from None
