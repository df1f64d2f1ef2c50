"""How far a grading is, on standard error where that is a terminal: one line that is drawn anew, or lines to hear.

Nothing here has a thread of its own: grader processes are forked. What else goes to standard error meanwhile takes the
line's place, and the line is drawn below it. click's bar cannot be drawn anew; `rich` can do all this, but would be
imported by each command that grades, and forked processes would draw with it.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TextIO

import click

from ..job import Job
from ..learning.accessible import is_accessible
from ..results import Result, Status
from ..translation import say

CLEAR = "\r\x1b[K"  # from the beginning of the line to its end
LEAST_BAR = 10  # signs
EVERY_S = 0.1  # the line
TOLD_EVERY_S = 30.0  # lines to hear
RATED = 3  # results, before a rate says anything

Known = Callable[[Job], Result | None]


class Progress:
    """How far a grading is. Results that were known count, but tell nothing about how fast others come.

    Args:
        count: of submissions.
        show: told when there is something new.
    """

    def __init__(self, count: int, show: Callable[[Progress], None] = lambda _: None):
        self._count, self._show = count, show
        self._done = self._judged = self._not_passed = 0
        self._is_known = False
        self._begun = time.monotonic()

    def knowing(self, known: Known) -> Known:
        """The same function: what it gives is told next."""

        def noted(job: Job) -> Result | None:
            result = known(job)
            self._is_known = result is not None
            return result

        return noted

    def advance(self, result: Result) -> None:
        """Count one more result."""
        self._done += 1
        self._judged += not self._is_known
        self._not_passed += result.status is not Status.PASSED
        self._is_known = False
        self._show(self)

    @property
    def is_over(self) -> bool:
        """Whether all are there."""
        return self._done >= self._count

    def parts(self) -> list[str]:
        """What there is to say: the position, the rate and the time left once they are known, and what did not pass."""
        parts = [say("{number} of {count}", number=self._done, count=self._count)]
        if self._judged >= RATED and (seconds := time.monotonic() - self._begun) > 0:
            per_s = self._judged / seconds
            parts += [_rate(per_s), *([] if self.is_over else [_left((self._count - self._done) / per_s)])]
        if self._not_passed:
            parts.append(say("{number} not passed", number=self._not_passed))
        return parts

    def line(self, width: int) -> str:
        """All of it in a line with a bar, which has what room there is left."""
        label, said = say("grading"), "  ".join(self.parts())
        room = width - 1 - len(label) - len(said) - 6
        if room < LEAST_BAR:
            return f"{label}  {said}"[: width - 1]
        full = room * self._done // max(1, self._count)
        return f"{label}  [{'#' * full}{'-' * (room - full)}]  {said}"


@contextlib.contextmanager
def shown(count: int, environ: Mapping[str, str] = os.environ) -> Iterator[Progress]:
    """Progress that is shown; where standard error is no terminal, nothing is."""
    if not sys.stderr.isatty() or not count:
        yield Progress(count)
    elif is_accessible(environ) or environ.get("TERM") == "dumb":
        yield Progress(count, _Told())
    else:
        line = _Line(sys.stderr)
        with contextlib.redirect_stderr(line):
            try:
                yield Progress(count, line.show)
            finally:
                line.leave()


class _Told:
    """A line of its own every so often."""

    def __init__(self) -> None:
        self._next = time.monotonic() + TOLD_EVERY_S

    def __call__(self, progress: Progress) -> None:
        if progress.is_over or time.monotonic() >= self._next:
            self._next = time.monotonic() + TOLD_EVERY_S
            click.echo(f"{say('grading')}: {', '.join(progress.parts())}", err=True)


class _Line:
    """In place of standard error: what is written stands above a line that is drawn anew."""

    def __init__(self, stream: TextIO):
        self._stream, self._process = stream, os.getpid()
        self._drawn = ""  # the line as it stands there
        self._is_within = False  # whether a remark has begun in its place and has not come to its end
        self._next = 0.0

    def show(self, progress: Progress) -> None:
        """Draw the line, unless that was just done."""
        if progress.is_over or time.monotonic() >= self._next:
            self._next = time.monotonic() + EVERY_S
            self._draw(progress.line(shutil.get_terminal_size().columns))

    def leave(self) -> None:
        """Have what comes now begin on a line of its own."""
        if self._drawn:
            self._stream.write("\n")
            self._stream.flush()
            self._drawn = ""

    def write(self, text: str) -> int:
        """Write a remark above the line; it may come in pieces."""
        if self._drawn and not self._is_within:
            self._stream.write(CLEAR)
        written = self._stream.write(text)
        self._is_within = not text.endswith("\n")
        if self._drawn and not self._is_within and os.getpid() == self._process:  # a forked one knows an old line
            self._draw(self._drawn)
        return written

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def _draw(self, line: str) -> None:
        self._stream.write(f"{CLEAR}{line}")
        self._stream.flush()
        self._drawn = line


def _rate(per_s: float) -> str:
    if per_s >= 1:
        return say("{number:.0f}/s", number=per_s)
    return say("{number:.0f}/min", number=60 * per_s)


def _left(seconds: float) -> str:
    if seconds < 90:
        return say("{number:.0f} s left", number=seconds)
    if seconds < 90 * 60:
        return say("{number:.0f} min left", number=seconds / 60)
    return say("{number:.0f} h left", number=seconds / 3600)
