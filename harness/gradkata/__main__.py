"""The command ``kata``, also as ``python -m gradkata``."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from typing import NoReturn

from . import interruption
from .errors import UsageError
from .translation import say

OBJECTS = 50_000  # new ones between two collections; imports alone make more than ten times the usual 700
NOT_CARRIED_OUT = 2


def main() -> NoReturn:
    """Run the command line, and end the process with its exit status."""
    interruption.listen()
    # Before numpy is imported: a grader's sums are small, its import is twice as fast without a pool of threads, and a
    # process of one thread can be forked.
    for library in ("OPENBLAS", "OMP", "MKL"):
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
    gc.set_threshold(OBJECTS, *gc.get_threshold()[1:])
    status = NOT_CARRIED_OUT  # of whatever goes wrong out here: Python would end with 1, which means a grade
    try:
        status = _status()
    except BaseException as error:
        with contextlib.suppress(Exception):
            words = error if isinstance(error, UsageError) else repr(error)
            sys.stderr.write(f"{say('Error: {words}', words=words)}\n")
    _leave(status)


def _status() -> int:
    """Run the command line; give its exit status."""
    from .cli import main as command
    from .cli import streams

    streams.prepare()
    try:
        command(prog_name="kata")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    except streams.ReaderGone:
        return NOT_CARRIED_OUT
    return 0


def _leave(status: int) -> NoReturn:
    """End at once. All files are closed and all processes ended; to take a million objects down costs a tenth more."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(Exception):  # whoever stops reading gets no complaint, and another has heard already
            stream.flush()
    os._exit(interruption.status() or status)


if __name__ == "__main__":
    main()
