"""The memory of a running grader, sampled from outside: without learners' processes, and shared pages counted once."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

EVERY_S = 0.5


@dataclass
class Samples:
    """MiB of the grader's processes together, by seconds since its start. Linux only: elsewhere there are none."""

    each: list[tuple[float, float]] = field(default_factory=list)

    @property
    def peak(self) -> float:
        """Of the whole run."""
        return max((size for _, size in self.each), default=0.0)

    def quarter(self, number: int) -> float:
        """The most in a quarter of the run, from 0 to 3."""
        end = self.each[-1][0] if self.each else 0.0
        begin, stop = end * number / 4, end * (number + 1) / 4
        return max((size for at, size in self.each if begin <= at <= stop), default=0.0)


@contextlib.contextmanager
def sampled(process: int, into: Samples, tell: Callable[[float], None] = lambda _: None) -> Iterator[None]:
    """Sample while it lasts.

    Args:
        process: the grader's number; processes that it has forked off as graders have its command line.
        tell: told each time how many seconds have gone by.
    """
    over, begin = threading.Event(), time.monotonic()

    def sample() -> None:
        while not over.wait(EVERY_S):
            seconds = time.monotonic() - begin
            if size := _size_of_all(process):
                into.each.append((seconds, size))
            tell(seconds)

    thread = threading.Thread(target=sample, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _size_of_all(process: int) -> float:
    line = read(process, "cmdline")
    workers = map(int, read(process, f"task/{process}/children").split())
    graders = [process, *(each for each in workers if line and read(each, "cmdline") == line)]
    return sum(map(size, graders))


def size(process: int) -> float:
    """MiB of a process, of each page that others share its part; 0 if it has ended, or if this is no Linux."""
    lines = (line.split() for line in read(process, "smaps_rollup").splitlines())
    return sum(int(words[1]) for words in lines if words[0] == "Pss:") / 1024


def read(process: int, name: str) -> str:
    """What Linux tells of a process; empty if it tells nothing."""
    try:
        return Path(f"/proc/{process}/{name}").read_text("utf-8")
    except OSError:  # it has ended, or this is no Linux
        return ""
