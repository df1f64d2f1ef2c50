"""This process's standard streams: closed, full, or read by nobody, they are no reason for a traceback."""

from __future__ import annotations

import io
import os
import sys
from typing import Any

import click

from ..errors import UsageError
from ..translation import say


class StreamError(UsageError):
    """Standard output cannot be written."""


class ReaderGone(Exception):
    """Whoever read standard output has stopped, as ``head`` does: nobody is left to be told anything."""


class _Results(io.FileIO):
    """Standard output: what is lost of it is said.

    Attributes:
        is_closed: whether this process was started without one.
    """

    is_closed = False

    def write(self, data: Any) -> int:
        try:
            return super().write(data)
        except BrokenPipeError:
            raise ReaderGone from None
        except OSError as error:
            raise StreamError(say("standard output cannot be written ({reason})", reason=error.strerror)) from None


class _Remarks(io.FileIO):
    """Standard error: there is nobody to tell that nobody can be told."""

    def write(self, data: Any) -> int:
        try:
            return super().write(data)
        except OSError:
            return len(memoryview(data))


def show_data(data: str | bytes) -> None:
    """Print what programs read: the same bytes, UTF-8, wherever they go but to a terminal."""
    is_for_eyes = isinstance(data, str) and sys.stdout.isatty()
    click.echo(data if is_for_eyes or isinstance(data, bytes) else data.encode("utf-8", "replace"), nl=False)


def is_closed() -> bool:
    """Whether this process was started without a standard output."""
    raw = getattr(getattr(sys.stdout, "buffer", None), "raw", None)
    return isinstance(raw, _Results) and raw.is_closed


def prepare() -> None:
    """Put streams in place of those that Python opened. Where one is closed, no other file takes its place.

    Standard output that is closed cannot be written; what goes to a standard error that is closed is lost in silence.
    """
    if os.name != "posix":  # a console of Windows is no file
        return
    results = sys.stdout
    for number, mode in enumerate((os.O_RDONLY, os.O_RDONLY, os.O_WRONLY)):
        _occupy(number, mode)
    raw = _Results(1, "w", closefd=False)
    raw.is_closed = results is None
    sys.stdout = _text(raw, results)
    sys.stderr = _text(_Remarks(2, "w", closefd=False), sys.stderr, is_remarks=True)


def _occupy(number: int, mode: int) -> None:
    try:
        os.fstat(number)
    except OSError:
        null = os.open(os.devnull, mode)
        if null != number:
            os.dup2(null, number)
            os.close(null)


def _text(raw: io.FileIO, before: Any, *, is_remarks: bool = False) -> io.TextIOWrapper:
    encoding = "utf-8" if before is None else before.encoding
    return io.TextIOWrapper(
        io.BufferedWriter(raw), encoding, errors="replace", line_buffering=is_remarks or raw.isatty()
    )
