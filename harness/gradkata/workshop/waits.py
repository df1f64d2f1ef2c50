"""How long it takes: when what is not judged yet was handed in."""

from __future__ import annotations

from collections.abc import Callable


class Waits:
    """What waits, by its id, and since when.

    Args:
        clock: seconds that only ever grow.
    """

    def __init__(self, clock: Callable[[], float]):
        self._clock = clock
        self._since: dict[str, float] = {}

    def begin(self, id: str) -> None:
        """Something waits from now on."""
        self._since[id] = self._clock()

    def end(self, id: str) -> None:
        """It does no more."""
        self._since.pop(id, None)

    def __contains__(self, id: str) -> bool:
        return id in self._since

    def seconds(self, id: str) -> float:
        """How long something has waited; 0 for what does not."""
        return self._clock() - self._since[id] if id in self._since else 0.0

    def longest(self) -> float:
        """How long the oldest has waited."""
        return max(map(self.seconds, self._since), default=0.0)
