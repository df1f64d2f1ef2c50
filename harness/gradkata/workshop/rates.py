"""How often somebody may ask: what is over that is refused at once, and costs nobody else anything."""

from __future__ import annotations

import collections
import math
from collections.abc import Callable

from ..translation import say
from .refusing import RefusedError

REMEMBERED = 4096  # of those who asked last


class Rate:
    """So much at once, and then so much a second, of each.

    Args:
        at_once: how many requests.
        a_second: how many.
        clock: seconds that only ever grow.
    """

    def __init__(self, at_once: int, a_second: float, clock: Callable[[], float]):
        self._at_once, self._a_second, self._clock = at_once, a_second, clock
        self._left: collections.OrderedDict[str, tuple[float, float]] = collections.OrderedDict()

    def charge(self, who: str, requests: int) -> None:
        """Count so many more, for something that costs as much as they do; what follows may be too much then."""
        if who in self._left and requests > 0:
            left, since = self._left[who]
            self._left[who] = left - requests, since

    def take(self, who: str) -> None:
        """Count a request.

        Raises:
            RefusedError: there were too many lately.
        """
        now = self._clock()
        left, since = self._left.pop(who, (float(self._at_once), now))
        left = min(float(self._at_once), left + (now - since) * self._a_second)
        self._left[who] = max(left - 1, left if left < 1 else 0.0), now
        if len(self._left) > REMEMBERED:
            self._left.popitem(last=False)
        if left < 1:
            seconds = math.ceil((1 - left) / self._a_second)
            raise RefusedError(429, say("that is too fast: try again in {seconds} s", seconds=seconds), seconds)
