"""The grader processes of a room. A judge that is killed is replaced, and what it was at is judged again, once.

As in a grading with several processes, whoever waits or loops for long keeps a process, and no core: another process
goes on meanwhile.
"""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import logging
import mmap
import multiprocessing
import os
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from .. import interruption
from ..executors import worker
from ..executors.guarded import LOST, unjudged
from ..executors.processes import GRACE_S, LONG_S, RELIEF, may_fork
from ..grader import Grader
from ..job import Job
from ..results import Result

LOGGER = logging.getLogger("gradkata")
PAUSE_S = 1.0
MOST_MEMORY = 384 << 20  # bytes of one judge: a new one takes its place, which knows nothing yet

Take = Callable[[int], Job | None]
Done = Callable[[Job, Result | Exception, float], None]


@dataclasses.dataclass(eq=False)
class Judge:
    """A grader process.

    Attributes:
        job: what it is at; None if it waits.
        since: when it began with it.
        katas: those that it has judged, and knows the mistakes of.
    """

    connection: Connection
    process: Any
    job: Job | None = None
    since: float = 0.0
    katas: set[str] = dataclasses.field(default_factory=set)

    @property
    def is_at_work(self) -> bool:
        """Whether it is at something, and has not been for long."""
        return self.job is not None and time.monotonic() - self.since < LONG_S

    def suits(self, job: Job) -> tuple[bool, int]:
        """What is least for the judge that a job suits best: it keeps what is known of a kata, and others need not."""
        return job.kata not in self.katas, len(self.katas)

    @property
    def memory(self) -> int:
        """How many bytes of it are in memory; 0 where nobody can tell."""
        try:
            return int(Path(f"/proc/{self.process.pid}/statm").read_text("ascii").split()[1]) * mmap.PAGESIZE
        except (OSError, ValueError, IndexError):
            return 0


class Judges:
    """Judge what there is, and tell what came of it.

    Args:
        grader: with the suites collected and the level opened.
        count: how many jobs to work on at a time.
        take: gives the next job, of at most so many slow ones at once; None where nothing is to be done.
        done: is told what came of a job, and in how many seconds; an exception, where gradkata cannot judge at all.
    """

    def __init__(self, grader: Grader, count: int, take: Take, done: Done):
        self._grader, self.count, self._take, self._done = grader, count, take, done
        self._judges: list[Judge] = []
        self._again: list[Job] = []  # those that a judge was killed over, once
        self._tried: list[Job] = []
        self._loop: asyncio.AbstractEventLoop | None = None
        self._alarm: asyncio.TimerHandle | None = None  # for when there may be time again

    @property
    def slow(self) -> int:
        """How many of learners whose work takes long are judged at once."""
        return max(1, (self.count + RELIEF) // 2)

    def hire(self) -> None:
        """Start the judges: before there are sockets, which a fork would keep open."""
        for number in range(self.count + RELIEF):
            self._judges.append(self._hired(self._grader.beside() if number else self._grader))

    def start(self) -> None:
        """Hear them from now on, in the loop that runs."""
        self._loop = asyncio.get_running_loop()
        for each in self._judges:
            self._loop.add_reader(each.connection.fileno(), self._heard, each)
        self.wake()

    def wake(self) -> None:
        """Give out what there is to do, as far as judges have time."""
        if self._loop is None:
            return
        while idle := [judge for judge in self._judges if judge.job is None]:
            if sum(judge.is_at_work for judge in self._judges) >= self.count:
                self.wake_later(LONG_S / 2)  # others may go on where one takes long
                return
            job = self._again.pop() if self._again else self._take(self.slow)
            if job is None:
                return
            self._give(min(idle, key=lambda each: each.suits(job)), job)

    def wake_later(self, seconds: float) -> None:
        """Look again in a while: once, however often that is asked."""
        if self._loop is not None and self._alarm is None:
            self._alarm = self._loop.call_later(seconds, self._woken)

    def _woken(self) -> None:
        self._alarm = None
        self.wake()

    def close(self) -> None:
        """End them, and all that they started."""
        loop, self._loop = self._loop, None
        for each in self._judges:
            if loop is not None:
                loop.remove_reader(each.connection.fileno())
            with contextlib.suppress(OSError):
                each.connection.send(None)
        for each in self._judges:
            each.process.join(GRACE_S if each.job is None else 0.0)
            self._end(each)
        self._judges = []

    def _hired(self, grader: Grader) -> Judge:
        is_fork = self._loop is None and may_fork()
        context: Any = multiprocessing.get_context("fork" if is_fork else "spawn")
        ours, theirs = context.Pipe()
        inherited = [*(each.connection for each in self._judges), ours] if is_fork else []
        process = context.Process(target=worker.work, args=(theirs, grader, os.getpid(), inherited), daemon=True)
        with interruption.blocked():
            process.start()
        theirs.close()
        return Judge(ours, process)

    def _give(self, to: Judge, job: Job) -> None:
        to.job, to.since = job, time.monotonic()
        to.katas.add(job.kata)
        with contextlib.suppress(OSError):  # it has gone: that is heard
            to.connection.send((0, job))

    def _heard(self, of: Judge) -> None:
        try:
            answer = of.connection.recv()
        except (EOFError, OSError):
            self._lost(of)
            return
        job, of.job = of.job, None
        if isinstance(answer, Exception) or of.memory > MOST_MEMORY:
            self._lost(of)
        if job is not None:
            self._tell(job, answer if isinstance(answer, Exception) else answer[1], time.monotonic() - of.since)

    def _tell(self, job: Job, answer: Result | Exception, seconds: float) -> None:
        self._tried = [each for each in self._tried if each is not job]
        try:
            self._done(job, answer, seconds)
        finally:
            self.wake()

    def _lost(self, gone: Judge) -> None:
        """A judge has been killed, or is to go: another one takes its place, and its job."""
        assert self._loop is not None
        self._loop.remove_reader(gone.connection.fileno())
        self._end(gone)
        self._judges.remove(gone)
        # One that ends with nothing to do may do so again at once: the machine may be short of memory.
        self._loop.call_later(0.0 if gone.job is not None else PAUSE_S, self._replace)
        job = gone.job
        if job is None:
            return
        if any(job is each for each in self._tried):
            self._tell(job, unjudged(self._grader, job, LOST), time.monotonic() - gone.since)
        else:
            self._tried.append(job)
            self._again.append(job)

    def _replace(self) -> None:
        if self._loop is not None:
            try:
                hired = self._hired(self._grader)
            except OSError as error:  # the machine has no process left, say: that is over at some time
                LOGGER.error("%s", error)
                self._loop.call_later(PAUSE_S, self._replace)
                return
            self._judges.append(hired)
            self._loop.add_reader(hired.connection.fileno(), self._heard, hired)
            self.wake()

    @staticmethod
    def _end(each: Judge) -> None:
        each.process.kill()
        each.process.join()
        each.connection.close()
