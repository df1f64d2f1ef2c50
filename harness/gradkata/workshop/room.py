"""The room: who is in it, what the teacher has set, what is handed in, and what came of it."""

from __future__ import annotations

import dataclasses
import datetime
import secrets
import time
from collections.abc import Callable
from typing import Any

from ..gradebook.attempt import Attempt
from ..gradebook.book import Gradebook
from ..gradebook.keeping import text_of
from ..grader import Grader
from ..learning.points import highest
from ..results import Result
from ..translation import say
from .accounts import Accounts
from .handed_in import HandedIn, Judged
from .jobs import files_of
from .news import News
from .queue import MOST_OF_ONE
from .records import Records
from .refusing import RefusedError
from .settings import Settings
from .standings import Standings
from .work import Work

MOST_WAITING = 600  # pieces of work in all
MOST_KEPT = 64 << 20  # bytes of one learner: a thousand pieces of work, or many large ones


class Room:
    """A room.

    Args:
        count: how many pieces of work to judge at a time.
        now: what time it is; clocks jump, so that only what is written down goes by it.
    """

    def __init__(
        self, settings: Settings, records: Records, book: Gradebook, grader: Grader, count: int,
        now: Callable[[], datetime.datetime] = lambda: datetime.datetime.now(datetime.UTC),
    ):  # fmt: skip
        self.settings, self.records, self.book, self._now = settings, records, book, now
        self.accounts, self.standings = Accounts(records), Standings(time.monotonic)
        self.heads = {id: (kata.title, highest(kata)) for id, kata in settings.katas.items()}
        self.work = Work(settings, records, book, grader, count, now, self.standings)
        self.settled, self.news = News(), self.work.news
        self.standings.begin(book.all(), now())
        self.work.take_up(list(book.heads()))

    # What the teacher sets.

    def is_open(self, kata: str) -> bool:
        """Whether a kata of the room may be handed in."""
        return kata not in self.records.value("closed", [])

    def open(self, kata: str, *, is_open: bool) -> None:
        """Open a kata, or close it: what was handed in before is judged."""
        closed = {*self.records.value("closed", [])} - {kata}
        self.records.keep("closed", sorted(closed | (set() if is_open else {kata})))
        self._tell_all()

    @property
    def hint(self) -> dict[str, str] | None:
        """What the teacher says to all."""
        found: dict[str, str] | None = self.records.value("hint")
        return found

    def say_to_all(self, kata: str, words: str) -> None:
        """Say something to all, or with no words, take it back."""
        hint = {"id": secrets.token_hex(4), "kata": kata, "words": words} if words else None
        self.records.keep("hint", hint)
        self._tell_all()

    def _tell_all(self) -> None:
        self.settled.tell()
        self.news.tell()

    # What learners do.

    def hand_in(self, learner: str, kata: str, files: Any) -> HandedIn:
        """Take in a piece of work: when this comes back, it is written down.

        Raises:
            RefusedError: the kata is closed or none, the work is none, or enough of it waits.
        """
        if kata not in self.settings.katas:
            raise RefusedError(404, say("there is no kata {kata} in this room", kata=kata))
        if not self.is_open(kata):
            raise RefusedError(409, say("{kata} is closed at the moment: your teacher opens it", kata=kata))
        if self.work.queue.has_enough(learner):
            words = "{number} of yours are waiting: hand in the next one when one of them is judged"
            raise RefusedError(429, say(words, number=MOST_OF_ONE), 2.0)
        if len(self.work.queue) >= MOST_WAITING:
            raise RefusedError(503, say("too much is waiting to be judged: try again in a while"), 15.0)
        if self.records.size(learner) > MOST_KEPT:
            raise RefusedError(413, say("you have handed in as much as a room keeps of one: tell your teacher"))
        each = HandedIn(secrets.token_hex(16), learner, kata, files_of(files, kata), text_of(self._now()))
        self.work.add(each)
        return each

    def forget(self, learner: str, *, here: bool = False) -> None:
        """Delete all that is kept of a learner.

        Args:
            here: whether what the gradebook had under their name before they came stays: anybody may take a name.

        Raises:
            RefusedError: there is nobody of this name.
        """
        is_here = learner in self.accounts.names
        if here or not self.standings.knows(learner):
            self.accounts.check(learner)
        examples = self.records.value("examples", [])
        self.records.keep("examples", [each for each in examples if each["of"] != learner])  # `forget` clears the disk
        ids = self.records.ids(learner) if here else None
        if is_here:
            self.accounts.forget(learner)
        self.work.forget(learner)
        self.book.forget(learner, ids)
        self.standings.forget(learner)
        if here:
            left = (each for kata in self.settings.all for each in reversed(self.book.of(learner, kata)))
            self.standings.begin(left, self._now())
        self.work.moved()

    def result(self, judged: Judged) -> Result | None:
        """What came of a piece of work; None where its attempt has been deleted."""
        if judged.result:
            return Attempt(**{**_NO_ATTEMPT, "result": judged.result}).judged()
        attempt = self.book.with_id(judged.attempt)
        return None if attempt is None else attempt.judged()


_NO_ATTEMPT: dict[str, Any] = {field.name: "" for field in dataclasses.fields(Attempt)}
