"""The grader's end of learners' processes: starting, feeding and ending them.

`ForkServer` is for platforms that fork, `FreshProcesses` for those that do not. Both give a `Process`: a channel, and
a way to end it and learn how it ended.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from .inside.requests import Fork, Kill, to_message
from .inside.wire import Channel, Closed, DeadlineError, ProtocolError
from .limits import Limits
from .sanitizing import clean
from .usage import threads_of_user

ANSWERS_WITHIN_S, ENDS_WITHIN_S = 30.0, 5.0  # a fork server, however busy the machine is
UNHEARD = (Closed, DeadlineError, ProtocolError)  # it has gone, it stands still, or an answer was cut off

GONE = "the process that starts learners' processes has gone"

HERE = Path(__file__).resolve().parent / "inside"


class BoundaryError(Exception):
    """Learners' processes cannot be started on this machine."""


@dataclasses.dataclass(frozen=True)
class Exit:
    """How a process ended: its exit code or the signal that ended it, and the CPU seconds that it used, if known.

    Attributes:
        is_over: whether it was ended for having used up its CPU time, by someone who measured it.
    """

    code: int
    signal: int
    cpu_s: float
    is_over: bool = False


class Process(Protocol):
    """A learner's process."""

    channel: Channel

    def end(self) -> Exit:
        """Kill it if it still runs, wait until it has gone, and tell how it ended."""


class Starter(Protocol):
    """Something that starts learners' processes."""

    def start(self, limits: Limits) -> Process:
        """A new process, under ``limits``, waiting for a submission."""

    def close(self) -> None:
        """End everything that was started."""


def environment() -> dict[str, str]:
    """The environment of a learner's process: one thread for linear algebra, the same hashes every time."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "PATH", "LD_LIBRARY_PATH") if name in os.environ}
    threads = {f"{library}_NUM_THREADS": "1" for library in ("OPENBLAS", "OMP", "MKL", "VECLIB_MAXIMUM")}
    return {**kept, **threads, "PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}


def command(script: str, *arguments: str, python: Sequence[str] = (sys.executable,)) -> list[str]:
    """Python with nothing of the user's within reach: no settings, no folders, no packages beside numpy.

    That is isolated mode but for the variables PYTHON*, which `environment` has cut down to its own: in isolated mode
    the order of sets would be another one each time.
    """
    numpy_folder = str(Path(np.__file__).resolve().parent.parent)
    return [*python, "-P", "-s", "-S", "-X", "utf8", str(HERE / script), *arguments, numpy_folder]


class ForkServer:
    """Starts the process of `zygote` once and has it fork.

    Args:
        level: what its children are locked down to: ``strict``, ``filter`` or ``process``.
        python: the words that start Python, in a sandbox or as it is.
    """

    def __init__(self, level: str = "process", python: Sequence[str] = (sys.executable,)):
        self._level, self._python = level, python
        self._count = 0
        self._has_served = False
        self._launch()

    def start(self, limits: Limits) -> _Forked:
        """See `Starter.start`. A server that has served and was killed is launched once more."""
        try:
            return self._forked(limits)
        except BoundaryError:
            if not self._has_served:
                raise
        self._remarks.close()
        self._launch()
        return self._forked(limits)

    def _launch(self) -> None:
        self._control, theirs = socket.socketpair()
        self._remarks = tempfile.TemporaryFile()  # noqa: SIM115 (closed by `close`)
        with theirs:
            self._server = subprocess.Popen(
                command("zygote.py", str(theirs.fileno()), self._level, python=self._python),
                pass_fds=[theirs.fileno()], env=environment(),
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=self._remarks,
                start_new_session=True,  # Ctrl-C is for the grader, which has something to tell before all ends
            )  # fmt: skip
        self._channel = Channel(self._control)
        self._exits: dict[int, Exit] = {}
        self._before = self._count  # the last that an earlier server has forked

    def _forked(self, limits: Limits) -> _Forked:
        ours, theirs = socket.socketpair()
        self._count += 1
        request = Fork(self._count, dataclasses.asdict(limits), _others(limits))
        with theirs:
            try:
                self._channel.send(to_message(request), deadline=_soon())
                socket.send_fds(self._control, [b"f"], [theirs.fileno()])
            except (*UNHEARD, OSError):
                ours.close()
                raise self._gone() from None
        return _Forked(self, self._count, Channel(ours, limits.output_mb << 20))

    def end(self, number: int) -> Exit:
        """Kill a child if it still runs and wait for the report of its end."""
        if number <= self._before:
            raise BoundaryError(GONE)
        try:
            if number not in self._exits:
                self._channel.send(to_message(Kill(number)), deadline=_soon())
            while number not in self._exits:
                report, _ = self._channel.receive(_soon())
                end = Exit(report["code"], report["signal"], report["cpu_s"], report["is_over"])
                self._exits[report["exited"]] = end
        except UNHEARD:
            raise self._gone() from None
        self._has_served = True
        return self._exits.pop(number)

    def close(self) -> None:
        """See `Starter.close`."""
        self._control.close()
        _ended(self._server)
        self._remarks.close()

    def _gone(self) -> BoundaryError:
        self._control.close()  # whatever has become of it, nothing more is asked of it
        _ended(self._server)
        self._remarks.seek(0)
        last = clean(self._remarks.read().decode("utf-8", "replace").strip().rpartition("\n")[2])
        return BoundaryError(f"{GONE}{last and f' ({last})'}")


def _soon() -> float:
    """The deadline of a fork server, which has nothing to do but to answer."""
    return time.monotonic() + ANSWERS_WITHIN_S


def _ended(server: subprocess.Popen[bytes]) -> None:
    """Wait for a process to end of itself, but not for long."""
    try:
        server.wait(ENDS_WITHIN_S)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


class _Forked:
    def __init__(self, server: ForkServer, number: int, channel: Channel):
        self.channel = channel
        self._server, self._number = server, number
        self._exit: Exit | None = None

    def end(self) -> Exit:
        if self._exit is None:
            try:
                self._exit = self._server.end(self._number)
            finally:
                self.channel.close()
        return self._exit


class FreshProcesses:
    """Starts a Python of its own for each submission: slow, but it works where there is no fork."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._running: list[subprocess.Popen[bytes]] = []

    def start(self, limits: Limits) -> _Fresh:
        """See `Starter.start`."""
        token = secrets.token_bytes(16)
        port = self._listener.getsockname()[1]
        words = [json.dumps(each) for each in (dataclasses.asdict(limits), _others(limits))]
        process = subprocess.Popen(
            command("fresh.py", str(port), *words), env=environment(),
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        assert process.stdin is not None
        with contextlib.suppress(BrokenPipeError), process.stdin:
            process.stdin.write(token)
        self._running = [each for each in self._running if each.poll() is None] + [process]
        self._listener.settimeout(30)
        try:
            while True:  # whoever else connects to this port does not know the token
                connection, _ = self._listener.accept()
                if _says(connection, token):
                    return _Fresh(process, Channel(connection, limits.output_mb << 20))
                connection.close()
        except TimeoutError:
            process.kill()
            process.wait()
            raise BoundaryError("a process for the learner's code does not start") from None

    def close(self) -> None:
        """See `Starter.close`."""
        self._listener.close()
        for process in self._running:
            process.kill()
            process.wait()


def _says(connection: socket.socket, token: bytes) -> bool:
    connection.settimeout(5)
    with contextlib.suppress(OSError):
        return connection.recv(len(token), socket.MSG_WAITALL) == token
    return False


class _Fresh:
    def __init__(self, process: subprocess.Popen[bytes], channel: Channel):
        self.channel = channel
        self._process = process

    def end(self) -> Exit:
        before = _children_cpu_s()
        self._process.kill()
        code = self._process.wait()
        self.channel.close()
        return Exit(max(code, 0), max(-code, 0), _children_cpu_s() - before)


def _children_cpu_s() -> float:
    """CPU seconds of this process's children that have been waited for (Windows does not tell: 0)."""
    times = os.times()
    return times.children_user + times.children_system


def _others(limits: Limits) -> int | None:
    """What `requests.Fork` asks for; counted only if it counts."""
    return threads_of_user() if limits.processes else None


def default_starter() -> Starter:
    """The cheapest way to start learners' processes here."""
    return ForkServer() if hasattr(os, "fork") and hasattr(socket, "send_fds") else FreshProcesses()


@contextlib.contextmanager
def started(starter: Starter) -> Iterator[Any]:
    """Close ``starter`` in the end, whatever happens."""
    try:
        yield starter
    finally:
        starter.close()
