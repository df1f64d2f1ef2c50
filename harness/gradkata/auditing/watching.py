"""Proves katas again at each save, what takes a moment first.

Each proof is made by a process of its own, which loads packs and katas anew; one that is out of date is ended, and says
nothing. The process of the next proof is started before there is a save, and imports what it needs meanwhile.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import watchfiles

from ..kata import Kata
from ..reports.wrapping import wrapped
from ..translation import say
from . import standby

GATHER_MS, QUIET_MS = 200, 20  # saves are gathered until it has been quiet so long, or for so long in all
LOOK_MS = 50  # how often to look whether a proof is done
STOPS_S = 5  # how long a process may take to end
MOST = 8 << 20  # bytes that one may print: a proof prints some thousands

Arguments = Sequence[str]


class Proof:
    """A process that makes one proof when it is told which, and gets ready for it before."""

    def __init__(self) -> None:
        # No pipe, which somebody would have to read all the while.
        self._output = tempfile.TemporaryFile()  # noqa: SIM115 (`end` closes it)
        self._process = subprocess.Popen(
            [sys.executable, "-m", standby.__name__],
            stdin=subprocess.PIPE, stdout=self._output, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
        )  # fmt: skip

    def begin(self, arguments: Arguments) -> None:
        """Make the proof that ``kata`` with these arguments makes."""
        assert self._process.stdin
        with contextlib.suppress(OSError), self._process.stdin as told:  # one that has ended is done
            told.write(json.dumps(arguments))

    @property
    def is_done(self) -> bool:
        return self._process.poll() is not None or self._says_too_much

    @property
    def _says_too_much(self) -> bool:
        return os.fstat(self._output.fileno()).st_size > MOST

    def text(self) -> str:
        """What it printed; of one that prints without end, that it does."""
        if self._says_too_much:
            words = "This proof printed more than {number} MiB and was ended: look for a loop in the suite that prints."
            return "".join(f"{line}\n" for line in wrapped(say(words, number=MOST >> 20)))
        self._output.seek(0)
        return self._output.read().decode("utf-8", "replace")

    def end(self) -> None:
        """End it, if it is not done, and forget it."""
        self._process.terminate()
        try:
            self._process.wait(STOPS_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._output.close()
        if self._process.stdin:
            self._process.stdin.close()


def watch(katas: Iterable[Kata], proofs: Sequence[Arguments], show: Callable[[str], None]) -> None:
    """Make the proofs, one after the other, and again from the first at each save, until it is interrupted.

    Args:
        proofs: the arguments of ``kata`` for each.
        show: is given what each proof printed when it is done.
    """
    left, running, ready = list(proofs), None, None
    try:
        for is_saved in _ticks(_folders(katas)):
            if running and (is_saved or running.is_done):
                if not is_saved:
                    show(running.text())
                running.end()
                running = None
            if is_saved:
                left = list(proofs)
            if ready is None and (left or running is None):  # the last proof has the machine for itself
                ready = Proof()
            if running is None and left and ready:
                running, ready = ready, None
                running.begin(left.pop(0))
    finally:
        for each in (running, ready):
            if each:
                each.end()


def _ticks(folders: Sequence[Path]) -> Iterator[bool]:
    """Many times a second, whether something was saved: a first time at once, before anything was."""
    yield False
    for changes in watchfiles.watch(
        *folders, debounce=GATHER_MS, step=QUIET_MS, rust_timeout=LOOK_MS, yield_on_timeout=True
    ):
        yield bool(changes)


def _folders(katas: Iterable[Kata]) -> list[Path]:
    """Where saves are looked for; what is not there yet is looked for in the folder that it will be in."""
    wanted = [each for kata in katas for each in (kata.folder, kata.hidden)]
    return list(dict.fromkeys(next(each for each in (path, *path.parents) if each.is_dir()) for path in wanted))
