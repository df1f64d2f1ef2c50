"""``%kata check ID --share ADDRESS``: what a session has defined is handed in to a room, and judged there."""

from __future__ import annotations

import dataclasses

from ..boundary.program import Program
from ..results import Result
from ..sharing.asked import Asked
from ..sharing.files import files_of_session, relabelled
from ..sharing.kept import Kept, usual
from ..sharing.outcomes import result_of, shown
from ..sharing.room import Room
from ..sharing.shapes import Outcome
from ..sharing.telling import Telling, place
from ..sharing.visit import Visit, Who
from ..translation import say
from .verdict import as_html


class SharedVerdict:
    """What came of it, for IPython's ``display``.

    Args:
        text: as a terminal shows it.
        kata: the id of the kata.
    """

    def __init__(self, text: str, kata: str):
        self._text, self._kata = text, kata

    def __str__(self) -> str:
        return self._text.rstrip("\n")

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/plain": str(self), "text/html": as_html(self._text, self._kata)}


@dataclasses.dataclass(frozen=True)
class Shared:
    """What a room made of the program of a session."""

    outcome: Outcome
    program: Program

    @property
    def result(self) -> Result:
        """As far as progress keeps it."""
        return result_of(self.outcome)

    def verdict(self, then: str) -> SharedVerdict:
        """What is shown of it, with what to do next."""
        return SharedVerdict(relabelled(shown(self.outcome, then), self.program), self.outcome.kata)


def share(program: Program, where: Asked) -> Shared:
    """Hand a program in, and wait for what comes of it.

    Raises:
        UsageError: there is no room, or it does not take it.
        KeyboardInterrupt: it was stopped; the message says what is handed in all the same.
    """
    telling, is_handed_in = Telling(print, _Once().tell, lambda _: None), False
    try:
        visit = Visit(Room(where.address), Kept(usual(), print), Who(where.name, where.code), telling)
        ticket = visit.hand_in(program.name, files_of_session(program))
        is_handed_in = True
        return Shared(visit.outcome(ticket), program)
    except KeyboardInterrupt:
        words = "Stopped. What is handed in stays there: the same check shows what came of it."
        raise KeyboardInterrupt(say(words) if is_handed_in else "") from None


class _Once:
    """Says how many are judged before a kata, the first time: a notebook keeps all that is printed."""

    def __init__(self) -> None:
        self._is_told = False

    def tell(self, kata: str, before: int | None) -> None:
        """See `Telling.place`."""
        if not self._is_told and before:
            print(place(kata, before))
        self._is_told = True
