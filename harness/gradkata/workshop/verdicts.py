"""What came of the work of a room, in the class's gradebook."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence

from ..gradebook.attempt import Attempt, Conditions
from ..gradebook.book import Gradebook
from ..gradebook.keeping import attempt_of, text_of, unchanged
from ..results import Result
from .handed_in import HandedIn
from .standings import Standings


class Verdicts:
    """Puts results into a gradebook, each in the order in which it came, whatever the clock does.

    Args:
        now: what time it is; clocks jump.
        standings: told of each attempt.
    """

    def __init__(self, book: Gradebook, now: Callable[[], datetime.datetime], standings: Standings):
        self._book, self._now, self._standings = book, now, standings
        self._last = ""  # the time of the newest attempt

    def begin(self, attempts: Sequence[Attempt]) -> None:
        """Go on after these attempts, the oldest first."""
        self._last = attempts[-1].graded if attempts else ""

    def known(self, each: HandedIn, work: str, conditions: Conditions) -> Attempt | None:
        """The attempt whose result still holds for a piece of work, if there is one."""
        return unchanged(self._book.of(each.learner, each.kata), work, conditions)

    def keep(self, each: HandedIn, result: Result, work: str, conditions: Conditions) -> None:
        """Keep what came of a piece of work.

        Args:
            work: the digest of its text.
            conditions: what the result depends on besides.
        """
        self._last = max(text_of(self._now()), _after(self._last))
        attempt = attempt_of(result, work, conditions, id=each.id, saved=each.time, graded=self._last)
        self._book.add([attempt])
        self._standings.add(attempt, result)


def _after(time: str) -> str:
    """The next moment after a time."""
    return text_of(datetime.datetime.fromisoformat(time) + datetime.timedelta(microseconds=1)) if time else ""
