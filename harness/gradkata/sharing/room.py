"""A room: what it can be asked."""

from __future__ import annotations

import dataclasses
import http
import os
from collections.abc import Mapping
from typing import TypeVar
from urllib.parse import quote, urlencode

from ..boundary.sanitizing import clean
from ..results import Status
from ..translation import say
from .address import Address
from .asking import Answer, Request, ask, strange
from .errors import BusyError, RefusedError, StrangeError, UnknownError
from .shapes import About, Member, Refusal, State, Ticket, read, words

# How long the room may wait with an answer. Windows lets nobody stop a process that waits for one.
WAIT_S = 20 if os.name == "posix" else 2
SPARE_S = 20.0  # what an answer may take besides
LONGEST_NAME = 100

Form = TypeVar("Form")


class Room:
    """What answers at an address."""

    def __init__(self, address: Address):
        self.address = address

    def about(self) -> About:
        """What room it is, and what is open in it.

        Raises, as all of these do:
            UnreachableError, StrangeError: there is no room, or none to be reached.
            RefusedError: it says no; an `UnknownError` where it does not know the token, a `BusyError` where it has
                too much to do for this learner.
        """
        return self._asked(Request("GET", "api/room"), About)

    def join(self, name: str) -> Member:
        """Become somebody of this name."""
        return self._member(Request("POST", "api/learners", {"name": name}))

    def let_in(self, code: str) -> Member:
        """Become whom the room gave this code for."""
        return self._member(Request("POST", "api/letins", {"code": code}))

    def hand_in(self, token: str, kata: str, files: Mapping[str, str]) -> Ticket:
        """Hand in files for a kata."""
        request = Request("POST", "api/submissions", {"kata": kata, "files": dict(files)}, token)
        return self._ticket(request, kata)

    def look(self, token: str, ticket: Ticket) -> Ticket:
        """How far it has come: answered when that is another place or state than the ticket says, or after a while."""
        how = urlencode({"wait": WAIT_S, "place": ticket.place, "state": ticket.state})
        path = f"api/submissions/{quote(ticket.id, safe='')}?{how}"
        return self._ticket(Request("GET", path, None, token, WAIT_S + SPARE_S), ticket.kata)

    def _member(self, request: Request) -> Member:
        found = self._asked(request, Member)
        name = clean(found.name, LONGEST_NAME)
        if not name:
            raise StrangeError(strange(self.address))
        return dataclasses.replace(found, name=name)

    def _ticket(self, request: Request, kata: str) -> Ticket:
        """A ticket for the kata, which has a result if it is judged, and else has none."""
        found = self._asked(request, Ticket)
        result = found.result
        is_of_kata = found.kata == kata and (result is None or result.kata == kata)
        is_whole = (found.state is State.JUDGED) == (result is not None)
        if not (is_of_kata and is_whole) or (result and result.status is Status.SKIPPED):
            raise StrangeError(strange(self.address))
        return found

    def _asked(self, request: Request, form: type[Form]) -> Form:
        answer = ask(self.address, request)
        found = read(answer.data, form) if answer.status // 100 == 2 else None
        if found is None:
            raise self._refused(answer)
        return found

    def _refused(self, answer: Answer) -> RefusedError | StrangeError:
        refusal = read(answer.data, Refusal) if answer.status // 100 in (4, 5) else None
        if refusal is None:
            return StrangeError(strange(self.address))
        said = say("the room says: {words}", words=words(refusal))
        if answer.status == http.HTTPStatus.UNAUTHORIZED:
            return UnknownError(said, answer.status)
        if answer.status == http.HTTPStatus.TOO_MANY_REQUESTS:
            return BusyError(said, answer.status, _seconds(answer.again))
        return RefusedError(said, answer.status)


def _seconds(text: str) -> float:
    """After how many seconds to ask again, as a header says it."""
    return max(float(text), 1.0) if text.isascii() and text.isdigit() and len(text) < 10 else 1.0
