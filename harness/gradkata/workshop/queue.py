"""The queue of a room: fair by learner, and whose work takes long holds up no others.

A learner has one turn at a time. Their turn's place is that of when they came to stand in line: with their first piece
of work, or when their last one was done. So whoever hands in three at once is judged in between the others, and not
before them. Whose work took long lately may keep half of the judges, and no more.
"""

from __future__ import annotations

import collections
import dataclasses
from collections.abc import Callable, Iterable

from ..executors.processes import LONG_S
from .handed_in import HandedIn

MOST_OF_ONE = 3  # pieces of work of one learner that wait at once


class FullError(Exception):
    """A learner has as much waiting as one may have."""


@dataclasses.dataclass
class Turn:
    """A learner's place in the line.

    Attributes:
        since: when they came to stand where they stand.
        work: theirs, the oldest first.
        is_served: whether one of theirs is being judged.
        is_slow: whether the last one took long.
    """

    since: float = 0.0
    work: collections.deque[HandedIn] = dataclasses.field(default_factory=collections.deque)
    is_served: bool = False
    is_slow: bool = False


class Queue:
    """What waits to be judged.

    Args:
        clock: seconds that only ever grow.
    """

    def __init__(self, clock: Callable[[], float]):
        self._clock = clock
        self._turns: dict[str, Turn] = collections.defaultdict(Turn)

    def add(self, each: HandedIn) -> None:
        """Put a piece of work at its place.

        Raises:
            FullError: its learner has enough waiting.
        """
        if self.has_enough(each.learner):
            raise FullError
        self.put_back(each)

    def has_enough(self, learner: str) -> bool:
        """Whether a learner can have no more waiting."""
        return learner in self._turns and len(self._turns[learner].work) >= MOST_OF_ONE

    def put_back(self, each: HandedIn) -> None:
        """The same, for what was taken in before, however much waits."""
        turn = self._turns[each.learner]
        if not turn.work and not turn.is_served:
            turn.since = self._clock()
        turn.work.append(each)

    def next(self, slow: int) -> HandedIn | None:
        """Take the next piece of work, if there is one.

        Args:
            slow: how many of learners whose work takes long may be judged at once.
        """
        line = [turn for turn in self._turns.values() if turn.work and not turn.is_served]
        is_room = self._is_room(slow)
        ready = [turn for turn in line if is_room or not turn.is_slow]
        if not ready:
            return None
        turn = min(ready, key=lambda turn: turn.since)
        turn.is_served = True
        return turn.work.popleft()

    def again(self, each: HandedIn) -> None:
        """Take back what was to be judged and could not be, to the front of its learner's."""
        turn = self._turns[each.learner]
        turn.work.appendleft(each)
        turn.is_served, turn.since = False, self._clock()

    def done(self, learner: str, seconds: float) -> None:
        """A piece of work of a learner is judged, which took so long: they stand at the end of the line."""
        turn = self._turns[learner]
        turn.is_served, turn.is_slow, turn.since = False, seconds >= LONG_S, self._clock()

    def forget(self, learner: str) -> None:
        """Drop what waits of a learner."""
        if learner in self._turns:
            self._turns[learner].work.clear()

    def places(self, slow: int) -> dict[str, int]:
        """How many are judged before each that waits, by its id, if nothing else comes and all take as long.

        Args:
            slow: how many of learners whose work takes long may be judged at once.
        """
        turns = [turn for turn in self._turns.values() if turn.work]
        is_room = self._is_room(slow)
        line = sorted(_places(turns, is_room=is_room), key=lambda place: place[:3])
        return {id: number for number, (*_, id) in enumerate(line)}

    def waiting(self, learner: str) -> list[HandedIn]:
        """What waits of a learner, the oldest first."""
        return list(self._turns[learner].work) if learner in self._turns else []

    def _is_room(self, slow: int) -> bool:
        """Whether one more may be judged of a learner whose work takes long."""
        return sum(turn.is_served and turn.is_slow for turn in self._turns.values()) < slow

    def __len__(self) -> int:
        return sum(len(turn.work) for turn in self._turns.values())

    @property
    def served(self) -> int:
        """How many are being judged."""
        return sum(turn.is_served for turn in self._turns.values())


def _places(turns: Iterable[Turn], *, is_room: bool) -> Iterable[tuple[int, int, float, str]]:
    """The round in which each piece of work has its turn, and its place in that round."""
    for turn in turns:
        for number, each in enumerate(turn.work):
            yield number + turn.is_served, int(turn.is_slow and not is_room), turn.since, each.id
