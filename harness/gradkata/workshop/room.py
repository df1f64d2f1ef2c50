"""The room: takes in what is handed in, has it judged, keeps what came of it, and tells whoever waits for news."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import datetime
import logging
import secrets
import time
from collections.abc import Callable, Mapping
from typing import Any

from ..errors import UsageError
from ..executors.guarded import FAILED, unjudged
from ..gradebook.attempt import Attempt, Conditions, written
from ..gradebook.book import Gradebook
from ..gradebook.digests import Judges as Digests
from ..gradebook.digests import work_of
from ..gradebook.keeping import attempt_of, conditions_of, is_kept, text_of, unchanged
from ..grader import Grader
from ..grading import without_errors
from ..job import Job
from ..kata import Kata
from ..learning.points import highest
from ..results import Result
from ..translation import say
from .accounts import Accounts
from .handed_in import HandedIn, Judged
from .jobs import files_of, job_for
from .judges import Judges
from .news import News
from .queue import MOST_OF_ONE, Queue
from .records import Records
from .refusing import RefusedError
from .standings import Standings

LOGGER = logging.getLogger("gradkata")
MOST_WAITING = 600  # pieces of work in all
MOST_KEPT = 64 << 20  # bytes of one learner: a thousand pieces of work, or many large ones
PAUSE_S = 5.0  # before something is tried again that the machine could not do


@dataclasses.dataclass(frozen=True)
class Settings:
    """What a room is judged by.

    Attributes:
        katas: those of the room, in teaching order; ``all`` there are, which files may import.
        level: the name of the isolation.
    """

    katas: Mapping[str, Kata]
    all: Mapping[str, Kata]
    seed: int
    level: str


@dataclasses.dataclass(frozen=True)
class AtWork:
    """What is being judged, with the digest of its text, and what its result depends on besides."""

    each: HandedIn
    job: Job
    work: str
    conditions: Conditions


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
        self.settings, self.records, self.book, self._grader, self._now = settings, records, book, grader, now
        self.accounts, self.queue = Accounts(records), Queue(time.monotonic)
        self.standings = Standings(time.monotonic)
        self.judges = Judges(grader, count, self._next, self._judged)
        self.settled, self.news, self.moves = News(), News(), News()  # what the teacher set; the board; the queue
        self.heads = {id: (kata.title, highest(kata)) for id, kata in settings.katas.items()}
        self._digests = Digests(settings.all)
        self._at_work: dict[str, AtWork] = {}  # by learner
        self._last = ""  # the time of the newest attempt
        self._since: dict[str, float] = {}  # when what waits was handed in, by its id
        self.handed_in, self.judged = records.count()
        self._take_up()

    def _take_up(self) -> None:
        """Go on where the last process of this room ended, in whatever way."""
        attempts = list(self.book.all())
        self.standings.begin(attempts, self._now())
        self._last = attempts[-1].graded if attempts else ""
        known = {each.id for each in attempts}
        for each in self.records.waiting():
            if each.id in known:  # it ended between the two files
                self._settle(Judged(each.id, each.learner, each.kata, each.id))
            else:
                self._since[each.id] = time.monotonic()
                self.queue.put_back(each)

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
        if self.queue.has_enough(learner):
            words = "{number} of yours are waiting: hand in the next one when one of them is judged"
            raise RefusedError(429, say(words, number=MOST_OF_ONE), 2.0)
        if len(self.queue) >= MOST_WAITING:
            raise RefusedError(503, say("too much is waiting to be judged: try again in a while"), 15.0)
        if self.records.size(learner) > MOST_KEPT:
            raise RefusedError(413, say("you have handed in as much as a room keeps of one: tell your teacher"))
        each = HandedIn(secrets.token_hex(16), learner, kata, files_of(files, kata), text_of(self._now()))
        self.records.add(each)
        self._since[each.id] = time.monotonic()
        self.queue.add(each)
        self.handed_in += 1
        self.judges.wake()
        self._moved()
        return each

    def forget(self, learner: str) -> None:
        """Delete all that is kept of a learner.

        Raises:
            RefusedError: there is nobody of this name.
        """
        self.accounts.check(learner)
        examples = self.records.value("examples", [])
        self.records.keep("examples", [each for each in examples if each["of"] != learner])  # `forget` clears the disk
        self.accounts.forget(learner)
        for each in self.queue.waiting(learner):
            self._since.pop(each.id, None)
        self.queue.forget(learner)
        if (gone := self._at_work.pop(learner, None)) is not None:
            self._since.pop(gone.each.id, None)
        self.book.forget(learner)
        self.standings.forget(learner)
        self.handed_in, self.judged = self.records.count()
        self._moved()

    def result(self, judged: Judged) -> Result | None:
        """What came of a piece of work; None where its attempt has been deleted."""
        if judged.result:
            return Attempt(**{**_NO_ATTEMPT, "result": judged.result}).judged()
        attempt = self.book.with_id(judged.attempt)
        return None if attempt is None else attempt.judged()

    def seconds(self, id: str) -> float:
        """How long ago something was handed in that is not judged."""
        return time.monotonic() - self._since.get(id, time.monotonic())

    def longest(self) -> float:
        """How long the oldest has waited."""
        return max(map(self.seconds, self._since), default=0.0)

    def at_hand(self, learner: str) -> list[HandedIn]:
        """What of a learner's is not judged yet, the oldest first."""
        at_work = self._at_work.get(learner)
        return ([] if at_work is None else [at_work.each]) + self.queue.waiting(learner)

    def is_at_work(self, id: str) -> bool:
        """Whether something is being judged."""
        return any(at_work.each.id == id for at_work in self._at_work.values())

    # Judging.

    def _next(self, slow: int) -> Job | None:
        """The next job; what has not changed since it was judged needs none."""
        while (each := self.queue.next(slow)) is not None:
            try:
                job = self._taken(each)
            except (OSError, UsageError) as error:  # a disk is full, say: that is over at some time
                self._later(each, error)
                return None
            except Exception:  # a mistake of gradkata's own: it is this one's alone
                LOGGER.exception("%s, %s: gradkata itself failed", each.learner, each.kata)
                self._fail(each)
                job = None
            self._moved()
            if job is not None:
                return job
        return None

    def _taken(self, each: HandedIn) -> Job | None:
        """The job of a piece of work; None where nothing has changed since it was judged, so that it is settled."""
        job = job_for(each, self.settings.all, self.settings.seed, self.settings.level)
        work, conditions = work_of(job), conditions_of(job, self._digests)
        found = unchanged(self.book.of(each.learner, each.kata), work, conditions)
        if found is not None:
            self._settle(Judged(each.id, each.learner, each.kata, found.id))
            self.queue.done(each.learner, 0.0)
            return None
        self._at_work[each.learner] = AtWork(each, job, work, conditions)
        return job

    def _fail(self, each: HandedIn) -> None:
        """Say of a piece of work that gradkata itself failed over it."""
        job = Job(each.learner, each.kata, self.settings.seed, level=self.settings.level)
        self._settle(Judged(each.id, each.learner, each.kata, "", written(unjudged(self._grader, job, FAILED))))
        self.queue.done(each.learner, 0.0)

    def _later(self, each: HandedIn, error: Exception) -> None:
        """Put something back that cannot be judged now, or of which the result cannot be kept."""
        LOGGER.error("%s", error)
        self.queue.again(each)
        asyncio.get_running_loop().call_later(PAUSE_S, self.judges.wake)

    def _judged(self, job: Job, answer: Result | Exception, seconds: float) -> None:
        self.queue.done(job.learner, seconds)
        at_work = self._at_work.get(job.learner)
        if at_work is not None and at_work.job is job:  # else its learner was deleted meanwhile
            del self._at_work[job.learner]
            try:
                if isinstance(answer, Exception):
                    LOGGER.error("%s, %s: %s", job.learner, job.kata, answer)
                    self._fail(at_work.each)
                else:
                    self._keep(at_work, without_errors(answer))
            except UsageError as error:
                self._later(at_work.each, error)
        self._moved()

    def _keep(self, at_work: AtWork, result: Result) -> None:
        each = at_work.each
        if not is_kept(result):
            self._settle(Judged(each.id, each.learner, each.kata, "", written(result)))
            return
        self._last = max(text_of(self._now()), _after(self._last))  # a clock that jumps back changes no order
        attempt = attempt_of(
            result, at_work.work, at_work.conditions, id=each.id, saved=each.time, graded=self._last
        )  # fmt: skip
        self.book.add([attempt])
        self._settle(Judged(each.id, each.learner, each.kata, each.id))
        self.standings.add(attempt, result)

    def _settle(self, judged: Judged) -> None:
        self.records.judge(judged)
        self._since.pop(judged.id, None)
        self.judged += 1

    def _moved(self) -> None:
        self.moves.tell()
        self.news.tell()

    @contextlib.contextmanager
    def judging(self) -> Any:
        """While the block runs, what waits is judged."""
        self.judges.start()
        try:
            yield
        finally:
            self.judges.close()


_NO_ATTEMPT: dict[str, Any] = {field.name: "" for field in dataclasses.fields(Attempt)}


def _after(time: str) -> str:
    """The next moment after a time."""
    return text_of(datetime.datetime.fromisoformat(time) + datetime.timedelta(microseconds=1)) if time else ""
