"""What is still to be checked, in which order."""

from __future__ import annotations

import enum
import time
from collections.abc import Iterable, Sequence


class Turn(enum.IntEnum):
    """Why a kata waits for a check; what is above comes first."""

    SAVED = enum.auto()  # it was saved, or asked for
    LEFT = enum.auto()  # its check took too long while something else had been saved
    PASSING = enum.auto()  # all are checked


class Agenda:
    """The katas that wait for a check, within a turn in teaching order.

    Args:
        katas: the ids of all katas, in teaching order.

    Attributes:
        pressing_since: when the first of those was saved that wait, as a value of `time.monotonic`; None if none was.
    """

    def __init__(self, katas: Sequence[str]):
        self._order = {kata: number for number, kata in enumerate(katas)}
        self._waiting: dict[str, Turn] = {}
        self.pressing_since: float | None = None

    def add(self, katas: Iterable[str], turn: Turn = Turn.SAVED) -> None:
        """Have katas wait; one that waits already keeps the better turn."""
        for kata in katas:
            self._waiting[kata] = min(turn, self._waiting.get(kata, turn))
        if self.pressing_since is None and self._is_pressing:
            self.pressing_since = time.monotonic()

    def has(self, turn: Turn) -> bool:
        """Whether any kata waits for this reason."""
        return turn in self._waiting.values()

    def is_saved(self, kata: str) -> bool:
        """Whether a kata waits since it was saved."""
        return self._waiting.get(kata) is Turn.SAVED

    def next(self) -> tuple[str, Turn] | None:
        """Take the next one off; None if none waits."""
        if not self._waiting:
            return None
        kata = min(self._waiting, key=lambda each: (self._waiting[each], self._order[each]))
        turn = self._waiting.pop(kata)
        if not self._is_pressing:
            self.pressing_since = None
        return kata, turn

    @property
    def _is_pressing(self) -> bool:
        return self.has(Turn.SAVED)
