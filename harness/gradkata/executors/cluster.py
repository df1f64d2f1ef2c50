"""On a cluster of Dask: jobs go to its workers, results come back, and nothing else is shared with them.

Which worker has which job is decided here and not by the scheduler: a job goes to a worker only once that has been seen
to have the same katas, and when a worker dies it is known which jobs it was at.
"""

from __future__ import annotations

import collections
import contextlib
import itertools
import logging
import os
import pickle
import pkgutil
import secrets
import sys
import time
from collections.abc import Iterable, Iterator
from typing import Any

from .. import digests, interruption, translation
from ..errors import UsageError
from ..grader import Grader
from ..job import Job
from ..results import Result
from ..translation import say
from . import remote
from .guarded import LOST, unjudged
from .handing_out import Jobs, Numbered, Worker
from .remote import Order

HOW = "pip install 'gradkata[cluster]'"
# What a worker is asked first: one that cannot import what it is asked to call, ends.
IMPORT = pkgutil.resolve_name, f"{remote.__name__}:PROGRAM"
ANSWERS_WITHIN_S = 5.0  # the scheduler
LOOK_S, TICK_S = 0.5, 0.01  # between two looks at the workers, and at what has come
TOLD_S = 10.0  # without any worker
WAIT_S = 300.0
WAIT = "KATA_WORKERS_WITHIN_S"  # in the environment, in place of that

Done = tuple[int, Result]


def work(grader: Grader, jobs: Iterable[Job], at_a_time: int = 0, *, scheduler: str) -> Iterator[Done]:
    """See `Executor`. With 0 at a time, as many as the workers have threads.

    Args:
        scheduler: its address, as in ``tcp://10.0.0.1:8786``.

    Raises:
        UsageError: there is no scheduler, a worker is not fit when the grading begins, or none is left for long.
    """
    waiting = iter(jobs)
    first = next(waiting, None)
    if first is None:
        return
    order = Order(
        secrets.token_hex(8), digests.own(), {name: digests.digest_of(kata) for name, kata in grader.katas.items()},
        translation.language(), first.level,
    )  # fmt: skip
    with _client(scheduler) as client:
        crew = _Crew(client, order, grader, itertools.chain([first], waiting), at_a_time)
        try:
            yield from crew.results()
        finally:
            with interruption.after():
                crew.dismiss()


def _dask() -> Any:
    """The package, which is an extra and takes a second to import."""
    try:
        import distributed
    except ImportError:
        raise UsageError(say("a cluster needs Dask, which is missing: {how}", how=HOW)) from None
    return distributed


@contextlib.contextmanager
def _client(scheduler: str) -> Iterator[Any]:
    """A connection to the scheduler; what Dask logs of it is said here, in words for users."""
    dask = _dask()
    for name in [each for each in logging.root.manager.loggerDict if each.partition(".")[0] == "distributed"]:
        logging.getLogger(name).setLevel(logging.CRITICAL)  # it has set a level for each of several
    try:
        client = dask.Client(scheduler, timeout=ANSWERS_WITHIN_S, set_as_default=False)
    except Exception as error:  # each kind of address has its own
        words = "no scheduler of Dask answers at {address} ({reason}); `dask scheduler` starts one and says its address"
        raise UsageError(say(words, address=scheduler, reason=_first_line(error))) from None
    try:
        yield client
    finally:
        with interruption.after(), contextlib.suppress(OSError):
            client.close(timeout=ANSWERS_WITHIN_S)


class _Crew:
    """The workers. What a dead one held is given to others; a job that one died over, to one that has no other."""

    def __init__(self, client: Any, order: Order, grader: Grader, jobs: Iterable[Job], at_a_time: int):
        self._client, self._order, self._grader = client, order, grader
        self._jobs = Jobs(jobs)
        self._most = at_a_time or sys.maxsize
        self._workers: dict[str, Worker] = {}
        self._refused: set[str] = set()
        self._is_begun, self._begins_at = False, time.monotonic() + TOLD_S
        self._done: collections.deque[Done] = collections.deque()
        self._answers = _dask().as_completed(loop=client.loop, with_results=True, raise_errors=False)
        self._asked: dict[Any, str] = {}  # by what will be answered, the address of the worker that it was asked of
        self._next_look, self._absence = 0.0, _Absence()

    def results(self) -> Iterator[Done]:
        """The results of all jobs, as they come."""
        while not self._jobs.are_all_given or any(each.held for each in self._workers.values()):
            self._look()
            self._hand_out()
            self._hear()
            while self._done:
                yield self._done.popleft()

    def dismiss(self) -> None:
        """Have the workers end what they are at for this grading."""
        with contextlib.suppress(OSError, ValueError):
            if self._client.status == "running":
                self._client.cancel(list(self._asked), force=True)
                addresses = [name for name, each in self._workers.items() if each.is_fit]
                if addresses:
                    self._client.run(remote.dismiss, self._order, workers=addresses, on_error="ignore")

    def _look(self) -> None:
        """See who has come, and who has gone: but first take what they have answered."""
        if time.monotonic() < self._next_look or self._answers.has_ready():
            return
        threads = _present(self._client)
        for address in self._workers.keys() - threads.keys():
            self._lose(address)
        self._refused &= threads.keys()
        for address in threads.keys() - self._workers.keys() - self._refused:
            self._workers[address] = Worker(threads[address], self._ask(address, *IMPORT))
        self._absence.see(any(each.is_fit for each in self._workers.values()), self._client.status)
        self._next_look = time.monotonic() + LOOK_S

    def _lose(self, address: str) -> None:
        """A worker has gone: others take over what it held, and one at a time what it was at."""
        gone = self._workers.pop(address)
        self._forget(gone)
        for place, numbered in enumerate(gone.held.values()):
            if place < gone.threads and self._client.status == "running":
                self._suspect(numbered)
            else:
                self._jobs.again(numbered)

    def _forget(self, worker: Worker) -> None:
        """Whatever is still answered to what a worker was asked, does not count."""
        asked = [each for each in (worker.check, *worker.held) if each is not None]
        for each in asked:
            self._asked.pop(each, None)
        with contextlib.suppress(OSError):
            self._client.cancel(asked)

    def _suspect(self, numbered: Numbered) -> None:
        """A worker died over a job, perhaps on its account; the second time there is no doubt, nor another job."""
        number, job = numbered
        if not self._jobs.suspect(numbered):
            self._done.append((number, unjudged(self._grader, job, LOST)))

    def _hand_out(self) -> None:
        """Give each worker one job after the other, as long as there is room."""
        if not self._may_begin():
            return
        ready = [(address, each) for address, each in self._workers.items() if each.is_fit]
        while ready:
            ready = [(address, each) for address, each in ready if self._give(address, each)]

    def _may_begin(self) -> bool:
        """Whether all workers that were there at first are fit, or some are and others have not answered for long."""
        if not self._is_begun and any(each.is_fit for each in self._workers.values()):
            are_fit = all(each.is_fit for each in self._workers.values())
            self._is_begun = are_fit or time.monotonic() >= self._begins_at
        return self._is_begun

    def _give(self, address: str, worker: Worker) -> bool:
        """Give a worker the next job; give whether there was one."""
        if sum(len(each.held) for each in self._workers.values()) >= self._most:
            return False
        numbered = self._jobs.next_for(worker)
        if numbered is None:
            return False
        future = self._ask(address, remote.judged, self._order, pickle.dumps(numbered[1]))
        worker.held[future] = numbered
        return True

    def _ask(self, address: str, function: Any, *arguments: Any) -> Any:
        future = self._client.submit(function, *arguments, workers=[address], allow_other_workers=False, pure=False)
        self._asked[future] = address
        self._answers.add(future)
        return future

    def _hear(self) -> None:
        """Take one answer, if there is one, or wait for a moment."""
        if not self._answers.has_ready():
            time.sleep(TICK_S)
            return
        future, answer = next(self._answers)
        address = self._asked.pop(future, None)
        if address is None:  # its worker has gone
            return
        worker = self._workers[address]
        if future.status == "cancelled":  # by a scheduler that has gone
            self._lose(address)
            return
        problem = _problem(future, answer)
        if future is worker.check:
            self._checked(address, worker, problem, answer)
        elif problem:
            self._refuse(address, problem)
        else:
            self._take(worker.held.pop(future), answer)

    def _checked(self, address: str, worker: Worker, problem: str, answer: Any) -> None:
        if not problem and answer == remote.PROGRAM:
            worker.check = self._ask(address, remote.lacks, self._order)
        elif problem or answer:
            self._refuse(address, problem or "; ".join(answer))
        else:
            worker.check = None

    def _refuse(self, address: str, problem: str) -> None:
        """Give a worker no more jobs, which is no reason to stop once others are at work."""
        if not self._is_begun:
            words = "the worker {address} cannot grade this: {problem}; it needs the same gradkata and the same katas"
            raise UsageError(say(words, address=address, problem=problem))
        words = "Remark: the worker {address} is not used: {problem}"
        sys.stderr.write(f"{say(words, address=address, problem=problem)}\n")
        self._refused.add(address)
        self._lose(address)

    def _take(self, numbered: Numbered, answer: bytes | None) -> None:
        number, job = numbered
        result = unjudged(self._grader, job, LOST) if answer is None else pickle.loads(answer)
        if isinstance(result, Exception):
            raise result
        self._done.append((number, result))


def _present(client: Any) -> dict[str, int]:
    """The workers that the scheduler knows, and how many threads each has; none while it cannot be reached."""
    if client.status != "running":
        return {}
    try:
        return {address: count for address, count in client.nthreads().items() if count}
    except OSError:
        return {}


class _Absence:
    """How long there has been no worker."""

    def __init__(self) -> None:
        self._since: float | None = None
        self._is_told = False
        self._most_s = _seconds(os.environ.get(WAIT))

    def see(self, is_any: bool, status: str) -> None:
        """Note whether there is a worker.

        Raises:
            UsageError: there has been none for too long, or the scheduler has gone.
        """
        if status == "closed":
            raise UsageError(say("the scheduler of the cluster has gone"))
        if is_any:
            self._since, self._is_told = None, False
            return
        now = time.monotonic()
        self._since = self._since or now
        if now - self._since >= self._most_s:
            words = "no worker of the cluster can be used, for {seconds:.0f} s now; `dask worker ADDRESS` starts one"
            raise UsageError(say(words, seconds=self._most_s))
        if now - self._since >= TOLD_S and not self._is_told:
            self._is_told = True
            words = "Remark: no worker of the cluster can be used; one is waited for, for up to {seconds:.0f} s"
            sys.stderr.write(f"{say(words, seconds=self._most_s)}\n")


def _seconds(text: str | None) -> float:
    try:
        return WAIT_S if text is None else float(text)
    except ValueError:
        raise UsageError(say("{name} has to be a number of seconds", name=WAIT)) from None


def _problem(future: Any, answer: Any) -> str:
    """Why a worker has not done what it was asked; empty if it has."""
    if future.status == "finished":
        return ""
    error = answer[1] if isinstance(answer, tuple) else answer
    if isinstance(error, ImportError | AttributeError):
        return say("it cannot import gradkata ({reason})", reason=_first_line(error))
    return say("it failed ({reason})", reason=_first_line(error))


def _first_line(error: BaseException) -> str:
    return next(iter(str(error).splitlines()), "") or type(error).__name__
