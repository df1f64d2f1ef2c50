"""A grader as a program: jobs on standard input, results on standard output. See `executors.remote`, which starts it.

What judges is this machine's own: its katas, its gradkata. It is compared with what the grading was begun with.
"""

from __future__ import annotations

import os
import pickle
import select
import sys
import traceback
from collections.abc import Iterator
from typing import IO

from . import __version__, digests, plugins, translation
from .boundary.sanitizing import clean_lines
from .errors import UsageError
from .executors.guarded import graded
from .executors.remote import Order, receive, send
from .executors.worker import belong_to
from .grader import Grader
from .translation import say

IDLE_S = 300.0  # without a job: whoever sends them may have been killed


def main() -> None:
    """Serve one grading, until whoever sends jobs has gone."""
    belong_to(int(sys.argv[1]))
    jobs, results = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a suite prints is no result
    order: Order = pickle.loads(receive(jobs))
    found = plugins.load()
    translation.choose(order.language, [] if order.language == translation.ENGLISH else found.catalogues)
    with Grader(found.katas.values(), found.answers) as grader:
        send(results, pickle.dumps(list(_lacks(order, grader))))
        for job in _received(jobs):
            send(results, _answer(grader, job))


def _lacks(order: Order, grader: Grader) -> Iterator[str]:
    """Why this machine is not fit for a grading."""
    if digests.own() != order.own:
        yield say("its gradkata, {version}, is another one than here", version=__version__)
    for name, digest in order.katas.items():
        if name not in grader.katas:
            yield say("it has no kata {name!r}", name=name)
        elif digests.digest_of(grader.katas[name]) != digest:
            yield say("its kata {name!r} is another one than here", name=name)
    try:
        grader.level(order.level)
    except UsageError as error:
        yield str(error)


def _received(jobs: IO[bytes]) -> Iterator[bytes]:
    """Jobs as they come: between two, there is nothing more to read, so a wait for it is a wait for the next."""
    while os.name != "posix" or select.select([jobs], [], [], IDLE_S)[0]:
        try:
            yield receive(jobs)
        except EOFError:
            return


def _answer(grader: Grader, job: bytes) -> bytes:
    """A result, or what went wrong with all of them, pickled."""
    try:
        return pickle.dumps(graded(grader, pickle.loads(job)))
    except UsageError as error:
        return pickle.dumps(error)
    except Exception as error:
        sys.stderr.write(clean_lines(traceback.format_exc()))
        return pickle.dumps(RuntimeError(f"a grader process failed: {type(error).__name__}: {error}"))


if __name__ == "__main__":
    main()
