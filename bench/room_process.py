"""A room's process, and those that it has started: opened, looked at, killed. What is looked at, Linux tells alone."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .memory import read, size

PATIENCE_S = 120.0
JUDGES_DEPTH = 2  # judges are the server's children, and have a fork server each; below are learners' processes
TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


@dataclass(frozen=True)
class Sample:
    """A room at a moment.

    Attributes:
        at: by the clock that only ever grows.
        server, judges: MiB of the server, and of all grader processes together; shared pages are counted by parts.
        cpu_s: CPU time of all that there is, and of all that was waited for, since the room was opened.
        processes: how many there are, those of learners among them.
    """

    at: float
    server: float
    judges: float
    cpu_s: float
    processes: int


class RoomProcess:
    """A room that `kata workshop` opens, in a process of its own.

    Args:
        folder: where it keeps what it keeps; its output goes beside it.

    Attributes:
        board: the address of the teacher's board.
    """

    def __init__(self, folder: Path, *options: str):
        self.port = _free_port()
        words = [sys.executable, "-m", "gradkata", "workshop", str(folder), "--port", str(self.port), *options]
        self._words, self._out = words, folder.with_name(f"{folder.name}.out")
        self.board = ""

    async def open(self) -> None:
        """Start it, and wait until it answers."""
        with self._out.open("w") as out:
            self._process = subprocess.Popen(
                self._words, stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True,
                env={**os.environ, "KATA_LANG": "en"},
            )  # fmt: skip
        end = time.monotonic() + PATIENCE_S
        while "Ctrl-C" not in self.said:
            assert self._process.poll() is None, self.said
            assert time.monotonic() < end, self.said
            await asyncio.sleep(0.05)
        found = re.search(r"http://\S+/board/\S+", self.said)
        assert found, self.said
        self.board = found[0]

    @property
    def said(self) -> str:
        """What it has printed."""
        return self._out.read_text("utf-8")

    def sample(self) -> Sample:
        """How it is now."""
        tree = list(_tree(self._process.pid))
        judges = sum(size(pid) for pid, depth in tree if 0 < depth <= JUDGES_DEPTH)
        cpu_s = sum(_cpu_s(pid) for pid, _ in tree)
        return Sample(time.monotonic(), size(self._process.pid), judges, cpu_s, len(tree))

    async def kill(self) -> float:
        """End it as a machine that loses its power does; give the seconds until all that it has started is gone.

        Raises:
            TimeoutError: something is not.
        """
        begun = {pid: _begun(pid) for pid, _ in _tree(self._process.pid)}
        begin = time.monotonic()
        self._process.kill()
        self._process.wait()
        async with asyncio.timeout(PATIENCE_S):
            while any(_begun(pid) == since for pid, since in begun.items() if since):
                await asyncio.sleep(0.005)
        seconds = time.monotonic() - begin
        _reap(begun)
        return seconds

    async def end(self) -> int:
        """Ask it to end, and give its exit code."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
        try:
            return await asyncio.to_thread(self._process.wait, PATIENCE_S)
        finally:
            self._process.kill()


def _tree(pid: int, depth: int = 0) -> Iterator[tuple[int, int]]:
    """A process and all below it, each with how far below."""
    yield pid, depth
    with contextlib.suppress(OSError):
        for thread in Path(f"/proc/{pid}/task").iterdir():
            for child in read(pid, f"task/{thread.name}/children").split():
                yield from _tree(int(child), depth + 1)


def _stat(pid: int) -> list[str]:
    """What /proc/PID/stat says, from the third field on: the name before may have blanks."""
    return read(pid, "stat").rpartition(")")[2].split()


def _begun(pid: int) -> str:
    """When a process began, which tells it from a later one of its number; empty if it has ended."""
    fields = _stat(pid)
    return fields[19] if fields and fields[0] != "Z" else ""


def _cpu_s(pid: int) -> float:
    return sum(map(int, _stat(pid)[11:15])) / TICKS


def _reap(pids: dict[int, str]) -> None:
    """Wait for those that have become children of this process."""
    for pid in pids:
        with contextlib.suppress(ChildProcessError):
            os.waitpid(pid, os.WNOHANG)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])
