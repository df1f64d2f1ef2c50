"""What runs in a worker of a cluster: each of its threads has a grader process, and passes jobs on to it.

A grader wants the main thread of its process, where the timer of a budget works, and memory of its own. A worker's
tasks run in other threads, and a worker that is watched by a nanny may have no children by `multiprocessing`: so the
grader is a program, `gradkata.grader_process`, spoken to through its standard input and output. A submission that ends
it ends no worker. It ends with its thread, with the grading, and where nobody has asked for anything for long.
"""

from __future__ import annotations

import contextlib
import dataclasses
import os
import pickle
import struct
import subprocess
import sys
import threading
from collections.abc import Mapping
from typing import IO

PROGRAM = "gradkata.grader_process"
LENGTH = struct.Struct(">Q")
TRIES = 2


@dataclasses.dataclass(frozen=True)
class Order:
    """What holds for all jobs of a grading.

    Attributes:
        id: of this grading alone.
        own: the digest of gradkata's code.
        katas: the digests of all katas, by id.
        language: what is spoken.
        level: the isolation of the jobs.
    """

    id: str
    own: str
    katas: Mapping[str, str]
    language: str
    level: str


class GraderProcess:
    """A grader process, and its end of the pipes.

    Attributes:
        order: what it was started for.
        lacks: why it is not fit for that, a sentence for each reason.

    Raises:
        EOFError, OSError: it does not start.
    """

    def __init__(self, order: Order):
        self.order = order
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", PROGRAM, str(os.getpid())],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=_environment(),
        )  # fmt: skip
        _started(self)
        self.lacks: list[str] = pickle.loads(self.answer(pickle.dumps(order)))

    @property
    def is_running(self) -> bool:
        return self._process.poll() is None

    def answer(self, request: bytes) -> bytes:
        """What it answers to a request.

        Raises:
            EOFError, OSError: it has ended.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        send(self._process.stdin, request)
        return receive(self._process.stdout)

    def kill(self) -> None:
        """End it, from whatever thread."""
        self._process.kill()
        self._process.wait()


class _Here(threading.local):
    """What a thread has."""

    process: GraderProcess | None = None


_HERE = _Here()
_RUNNING: set[GraderProcess] = set()
_ENDED: set[str] = set()  # ids of gradings that are over
_LOCK = threading.Lock()


def lacks(order: Order) -> list[str]:
    """Why this worker is not fit for a grading, a sentence for each reason; none where it is.

    Raises:
        EOFError, OSError: its grader process does not start.
    """
    return _process(order).lacks


def judged(order: Order, job: bytes) -> bytes | None:
    """The answer of a grader process to a job; None if one ended over it, twice, or if the grading is over.

    Args:
        job: pickled; so is the answer, a result or an exception.

    Raises:
        EOFError, OSError: no grader process starts.
    """
    for _ in range(TRIES):
        if order.id in _ENDED:
            return None
        process = _process(order)
        try:
            return process.answer(job)
        except (EOFError, OSError):
            _end(process)
    return None


def dismiss(order: Order) -> None:
    """End the grader processes of a grading, whatever they are at."""
    _ENDED.add(order.id)
    with _LOCK:
        its = [each for each in _RUNNING if each.order.id == order.id]
    for each in its:
        _end(each)


def _process(order: Order) -> GraderProcess:
    """This thread's grader process; one that is another grading's, or has ended, is replaced."""
    process = _HERE.process
    if process is None or process.order.id != order.id or not process.is_running:
        if process is not None:
            _end(process)
        _HERE.process = process = GraderProcess(order)
    return process


def _environment() -> dict[str, str]:
    """The environment of a grader process: it can import what this one can, and its sums are small."""
    threads = {f"{library}_NUM_THREADS": "1" for library in ("OPENBLAS", "OMP", "MKL")}
    return {**os.environ, **threads, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


def _started(process: GraderProcess) -> None:
    with _LOCK:
        _RUNNING.add(process)


def _end(process: GraderProcess) -> None:
    process.kill()
    with _LOCK:
        _RUNNING.discard(process)


def send(file: IO[bytes], data: bytes) -> None:
    """Write a message."""
    file.write(LENGTH.pack(len(data)))
    file.write(data)
    file.flush()


def receive(file: IO[bytes]) -> bytes:
    """The next message.

    Raises:
        EOFError: the other end has gone.
    """
    (length,) = LENGTH.unpack(_read(file, LENGTH.size))
    return _read(file, length)


def _read(file: IO[bytes], count: int) -> bytes:
    data = b""
    with contextlib.suppress(ValueError):  # it has been closed
        data = file.read(count)
    if len(data) < count:
        raise EOFError("the other end has gone")
    return data
