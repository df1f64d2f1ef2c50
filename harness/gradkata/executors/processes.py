"""In several grader processes on this machine, each with a grader of its own.

Work that waits keeps a grader process waiting with it, for all the time that there is by the clock. So where a job
takes long, another process goes on with the next ones meanwhile: the cores are there to be used.
"""

from __future__ import annotations

import collections
import contextlib
import dataclasses
import itertools
import multiprocessing
import os
import sys
import time
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection, wait
from typing import Any

from .. import interruption
from ..grader import Grader
from ..job import Job
from ..results import Result
from . import worker
from .guarded import LOST, unjudged
from .worker import Numbered

AHEAD = 2  # jobs that a worker holds, so that it need not wait for the next one
LONG_S = 3.0  # for one job: hardly any that does not wait or loop takes this, on a core of its own
RELIEF = 2  # workers more, at most, than jobs are to be worked on at a time: as many are at long ones then
GRACE_S = 2.0  # for a worker to end its fork server and itself

Done = tuple[int, Result]


def work(grader: Grader, jobs: Iterable[Job], at_a_time: int) -> Iterator[Done]:
    """See `Executor`. Where workers can be forked, the first one goes on with the level that the grader has open."""
    crew = _Crew(grader, jobs)
    try:
        yield from crew.results(at_a_time)
        crew.dismiss()
    finally:
        crew.kill()


def may_fork() -> bool:
    """Whether a fork of this process is safe: it spares a worker the imports, but other threads would be cut off."""
    return sys.platform == "linux" and len(sys._current_frames()) == 1


@dataclasses.dataclass(eq=False)
class _Worker:
    """A grader process.

    Attributes:
        held: the jobs that it was given and has not answered, the one first that it works on.
        since: when it began with that one.
    """

    connection: Connection
    process: Any
    held: collections.deque[Numbered]
    since: float = 0.0

    @property
    def is_at_work(self) -> bool:
        """Whether it works on something that it has not been at for long."""
        return bool(self.held) and time.monotonic() - self.since < LONG_S


class _Crew:
    """The workers. When one is killed, a new one is given its job, once more; what it had not begun is not lost."""

    def __init__(self, grader: Grader, jobs: Iterable[Job]):
        self._grader = grader
        self._waiting: Iterator[Numbered] = enumerate(jobs)
        self._at_a_time = 1
        self._tried: set[int] = set()  # numbers of the jobs that a worker was killed over
        self._workers: dict[Connection, _Worker] = {}
        self._may_fork = may_fork()
        self._context: Any = multiprocessing.get_context("fork" if self._may_fork else "spawn")

    def results(self, at_a_time: int) -> Iterator[Done]:
        """The results of all jobs, as they come."""
        self._at_a_time = at_a_time
        for number in range(at_a_time):
            self._hire(self._grader if number == 0 else self._another())
        for each in list(self._workers.values()) * (AHEAD - 1):
            self._hand_out(each)
        while busy := [each.connection for each in self._workers.values() if each.held]:
            for ready in wait(busy, LONG_S):
                assert isinstance(ready, Connection)
                yield from self._heard(self._workers[ready])
            self._relieve()

    def dismiss(self) -> None:
        """Have the workers end what they started, and themselves."""
        for each in self._workers.values():
            with contextlib.suppress(OSError):
                each.connection.send(None)  # no more jobs
        for each in self._workers.values():
            each.process.join(GRACE_S)

    def kill(self) -> None:
        """End those that are left, and all that they started ends with them."""
        while self._workers:
            self._end(next(iter(self._workers.values())))

    def _hire(self, grader: Grader) -> None:
        """Start a worker, if there is a job for it."""
        job = next(self._waiting, None)
        if job is None:
            return
        ours, theirs = self._context.Pipe()
        inherited = [*self._workers, ours] if self._may_fork else []
        process = self._context.Process(
            target=worker.work, args=(theirs, grader, os.getpid(), inherited), daemon=True
        )  # fmt: skip
        with interruption.blocked():
            process.start()
            self._workers[ours] = hired = _Worker(ours, process, collections.deque())
        theirs.close()
        self._give(hired, job)

    def _relieve(self) -> None:
        """Have others go on where workers have been at one job for long."""
        for each in list(self._workers.values()):
            if not each.held and self._has_room_for(each):
                self._hand_out(each)
        if len(self._workers) < self._at_a_time + RELIEF and self._has_room_for(None):
            self._hire(self._another())

    def _has_room_for(self, one: _Worker | None) -> bool:
        """Whether fewer than may be are at work besides one of them."""
        return sum(each.is_at_work for each in self._workers.values() if each is not one) < self._at_a_time

    def _another(self) -> Grader:
        """A grader for one more worker; one that is pickled has nothing open anyway."""
        return self._grader.beside() if self._may_fork else self._grader

    def _hand_out(self, to: _Worker) -> None:
        """Give a worker the next job, if there is one."""
        job = next(self._waiting, None)
        if job is not None:
            self._give(to, job)

    @staticmethod
    def _give(to: _Worker, job: Numbered) -> None:
        if not to.held:
            to.since = time.monotonic()
        to.held.append(job)
        with contextlib.suppress(OSError):  # it has gone: that is heard
            to.connection.send(job)

    def _heard(self, of: _Worker) -> Iterator[Done]:
        try:
            answer = of.connection.recv()
        except (EOFError, OSError):
            yield from self._lost(of)
            return
        if isinstance(answer, Exception):
            raise answer
        of.held.popleft()
        of.since = time.monotonic()
        if self._has_room_for(of):
            self._hand_out(of)
        yield answer

    def _lost(self, gone: _Worker) -> Iterator[Done]:
        """A worker has been killed: another one takes over what it held."""
        self._end(gone)
        number, job = gone.held.popleft()
        again = list(gone.held)
        if number in self._tried:
            yield number, unjudged(self._grader, job, LOST)
        else:
            self._tried.add(number)
            again.insert(0, (number, job))
        self._waiting = itertools.chain(again, self._waiting)
        self._hire(self._another())

    def _end(self, each: _Worker) -> None:
        each.process.kill()
        each.process.join()
        del self._workers[each.connection]
        each.connection.close()
