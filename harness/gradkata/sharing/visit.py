"""A learner in a room: comes in as somebody, hands in, and waits for what comes of it."""

from __future__ import annotations

import dataclasses
import http
import time
from collections.abc import Callable, Mapping
from typing import TypeVar

from ..errors import UsageError
from ..translation import say
from .errors import BusyError, RefusedError, StrangeError, UnknownError, UnreachableError
from .kept import Kept
from .room import Room
from .shapes import Member, Outcome, State, Ticket
from .telling import Telling

AT_ONCE = 3  # of one learner's may wait in a room
MOST_BUSY_S = 60.0  # for a room that has too much to do, in all
LEAST_S = 0.5  # between two looks that find the same: a room waits with its answer, as a rule
PAUSES_S = (1.0, 2.0, 4.0, 8.0)  # before a room is asked again that was there a moment ago: it may be opened anew

Found = TypeVar("Found")


@dataclasses.dataclass(frozen=True)
class Who:
    """Who somebody says they are.

    Attributes:
        name: empty where they did not say.
        code: what they were given to come in by once more; often empty.
        ask: asks them for a name; None where nobody can be asked.
    """

    name: str = ""
    code: str = ""
    ask: Callable[[], str] | None = None


class Visit:
    """A learner's visit to a room.

    Attributes:
        open: whether a kata can be handed in, by its id.

    Raises:
        UsageError: there is no room, or the learner cannot come in.
    """

    def __init__(self, room: Room, kept: Kept, who: Who, telling: Telling):
        self._room, self._kept, self._who, self._telling = room, kept, who, telling
        about = room.about()
        self._id, self.open = about.room, about.open
        self._busy_s = MOST_BUSY_S
        self._waiting: list[Ticket] = []
        self._outcomes: dict[str, Outcome] = {}
        self._member = self._by_code() if who.code else self._known() or self._joined()
        kept.keep(self._id, self._member)

    def hand_in(self, kata: str, files: Mapping[str, str]) -> Ticket:
        """Hand in files for a kata, as soon as the room takes one more.

        Raises:
            UsageError: it does not, or is not to be reached.
        """
        if len(self._waiting) >= AT_ONCE:
            self.outcome(self._waiting[0])
        try:
            ticket = self._handed_in(kata, files)
        except UnknownError:
            self._forget()
            self._member = self._joined()
            self._kept.keep(self._id, self._member)
            ticket = self._handed_in(kata, files)
        self._waiting.append(ticket)
        return ticket

    def outcome(self, ticket: Ticket) -> Outcome:
        """What came of it, once it is judged.

        Raises:
            UsageError: nobody can tell any more.
        """
        while (result := self._outcomes.get(ticket.id) or ticket.result) is None:
            self._telling.place(ticket.kata, None if ticket.state is State.JUDGING else ticket.place)
            ticket = self._next(ticket)
        self._outcomes[ticket.id] = result
        self._waiting = [each for each in self._waiting if each.id != ticket.id]
        return result

    def _next(self, ticket: Ticket) -> Ticket:
        """The ticket when there is more to say of it, or after a while."""
        began = time.monotonic()
        try:
            found = self._look(ticket)
        except UnknownError:
            self._forget()
            raise
        if (found.state, found.place) == (ticket.state, ticket.place):
            time.sleep(max(0.0, LEAST_S - (time.monotonic() - began)))
        return dataclasses.replace(found, id=ticket.id)

    def _look(self, ticket: Ticket) -> Ticket:
        """How far it has come. Networks go away for a moment, and whoever ends a room and opens it again goes on."""
        for pause in PAUSES_S:
            try:
                return self._room.look(self._member.token, ticket)
            except (UnreachableError, StrangeError):
                time.sleep(pause)
            except RefusedError as error:
                if not isinstance(error, BusyError) and error.status < http.HTTPStatus.INTERNAL_SERVER_ERROR:
                    raise
                time.sleep(pause)
        return self._room.look(self._member.token, ticket)

    def _handed_in(self, kata: str, files: Mapping[str, str]) -> Ticket:
        return self._patiently(lambda: self._room.hand_in(self._member.token, kata, files))

    def _patiently(self, ask: Callable[[], Found]) -> Found:
        """What a room answers, asked again as long as it has too much to do: a class comes in at once."""
        while True:
            try:
                return ask()
            except BusyError as error:
                self._wait(error)

    def _wait(self, busy: BusyError) -> None:
        """Wait as long as the room says, unless that is too long."""
        self._busy_s -= busy.again_s
        if self._busy_s < 0:
            raise busy
        self._telling.busy(busy.again_s)
        time.sleep(busy.again_s)

    def _by_code(self) -> Member:
        return self._welcome(self._patiently(lambda: self._room.let_in(self._who.code)))

    def _known(self) -> Member | None:
        """Who they were in this room before; where several have been, it is said."""
        member = self._kept.of(self._id, self._who.name)
        if member is not None and self._kept.has_several(self._id):
            self._welcome(member)
        return member

    def _joined(self) -> Member:
        if self._who.name:
            return self._welcome(self._named(self._who.name))
        if self._who.ask is None:
            raise UsageError(say("say who you are in this room: --as NAME"))
        while True:
            try:
                return self._welcome(self._join(self._who.ask()))
            except RefusedError as error:
                if error.status not in (http.HTTPStatus.CONFLICT, http.HTTPStatus.BAD_REQUEST):
                    raise
                self._telling.remark(_advised(error))

    def _named(self, name: str) -> Member:
        try:
            return self._join(name)
        except RefusedError as error:
            raise UsageError(_advised(error)) from None

    def _join(self, name: str) -> Member:
        return self._patiently(lambda: self._room.join(name))

    def _welcome(self, member: Member) -> Member:
        self._telling.remark(say("In this room you are {name}.", name=member.name))
        return member

    def _forget(self) -> None:
        self._kept.forget(self._id, self._member)
        words = "The room does not know you as {name} any more."
        self._telling.remark(say(words, name=self._member.name))


def _advised(error: RefusedError) -> str:
    """Why a name is not taken, and what else there is, if somebody has it."""
    if error.status != http.HTTPStatus.CONFLICT:
        return str(error)
    return say("{words} (another name goes with --as, a code with --code)", words=error)
