"""Which of a learner's faults tell one known mistake from another: what their code gave, not that it gave nothing.

A function that is not written, or that raises whatever it is asked, is like every known-wrong version that raises or
changes nothing there. So a version is told by what the learner's code *did*. That a call raised, or left its arguments
alone, bears out what other calls show; alone it shows something only where the same function works elsewhere.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from ..boundary.inside.requests import Get
from .faults import Faults, Place
from .outcomes import ABSENT, GIVES, Raised
from .transcript import Transcript

# Whatever raises these has not come to what the call is about.
NO_SIGN = {"NotImplementedError", "NameError", "UnboundLocalError", "ImportError", "ModuleNotFoundError"}


class Signs:
    """What a learner's faults are worth.

    Args:
        unwritten: the names of the functions whose bodies do nothing.
        is_repair: whether the learner began with code that runs and is wrong: then how it fails may well be its own.
    """

    def __init__(
        self, transcript: Transcript, faults: Faults, unwritten: AbstractSet[str] = frozenset(), *,
        is_repair: bool = False,
    ):  # fmt: skip
        self._calls, self._faults = transcript.calls, faults
        self._unwritten, self._is_repair = unwritten, is_repair

    def is_enough(self, places: Iterable[Place]) -> bool:
        """Whether faults that a version shows, too, are a sign that it is what the learner's code does."""
        found = list(places)
        return any(self.is_strong(place) for place in found) or any(self._is_borne_out(place) for place in found)

    def is_strong(self, place: Place) -> bool:
        """Whether the learner's code gave something there, or changed something, that is wrong.

        Another exception than the right one counts only where the function does not always raise.
        """
        number, path = place
        call = self._calls[number]
        if call.function in self._unwritten or self.has_raised(number):
            return False
        if isinstance(call.learner.get(path), Raised) and not self._is_repair:
            return call.learner.get(path) != ABSENT and self._works(call.function)
        return path in call.learner

    def has_raised(self, number: int) -> bool:
        """Whether the learner's code raised where it should have given something."""
        raised = self._calls[number].answer.outcome.get(GIVES)
        return isinstance(raised, Raised) and not isinstance(self._faults.right_at(number).get(GIVES), Raised)

    def _is_borne_out(self, place: Place) -> bool:
        function = self._calls[place[0]].function
        raised = self._calls[place[0]].answer.outcome.get(GIVES)
        if self._is_repair:
            return True
        if function in self._unwritten or (isinstance(raised, Raised) and raised.kind in NO_SIGN):
            return False
        return self._works(function)

    @functools.cached_property
    def _working(self) -> set[str]:
        return {call.function for number, call in enumerate(self._calls) if self._gives_rightly(number)}

    def _gives_rightly(self, number: int) -> bool:
        """Whether the learner's code was called, and gave something where it should have."""
        if isinstance(self._calls[number].exchange.request, Get):
            return False
        outcomes = self._calls[number].answer.outcome, self._faults.right_at(number)
        return not any(isinstance(each.get(GIVES), Raised) for each in outcomes)

    def _works(self, function: str) -> bool:
        """Whether a function gives something in some call."""
        return function in self._working
