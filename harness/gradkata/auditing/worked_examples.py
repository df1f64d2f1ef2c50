"""The worked examples of a kata's task, run against its reference, in a process of their own.

They are their author's code, which is trusted, but they are in nobody's way there: they print into no report, change
no reference that is loaded here, and are ended if they do not end.
"""

from __future__ import annotations

import dataclasses
import doctest
import multiprocessing
import os
import re
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import numpy as np

from ..executors.worker import belong_to
from ..interruption import blocked
from ..judging.loading import load_reference
from ..kata import Kata
from ..text.sections import FENCE
from ..translation import choose, chosen, say

LONGEST_S = 60.0  # by the clock, for one example; those of gradkata's own katas take less than one
LONGEST_SHOWN = 200  # characters of an output
UNREADABLE = re.compile(r"line (\d+) of the docstring for \S+ ")  # how `doctest` begins to say so


@dataclasses.dataclass(frozen=True)
class Wrong:
    """What is wrong with an example.

    Attributes:
        line: of the task, from 1; 0 if it is about none of them.
        problem: goes on after the place: ``the worked example expected 3, and got 4``.
    """

    line: int
    problem: str


def has_examples(text: str) -> bool:
    """Whether there are ``>>>`` lines in a text, well formed or not."""
    return re.search(r"^[ \t]*>>>", text, re.MULTILINE) is not None


def wrong_examples(kata: Kata, longest_s: float = LONGEST_S) -> tuple[Wrong, ...]:
    """What is wrong with the ``>>>`` lines in a kata's task; they know the reference's names, and ``np``.

    Args:
        longest_s: seconds by the clock for one example.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(theirs, kata, os.getpid(), *chosen()), daemon=True)
    with blocked():
        process.start()
    theirs.close()
    try:
        return _heard(ours, longest_s)
    finally:
        process.kill()
        process.join()
        process.close()
        ours.close()


def _heard(connection: Connection, longest_s: float) -> tuple[Wrong, ...]:
    """What the process says in the end; before each example, it says on which line that is."""
    line = 0
    while True:
        if line and not connection.poll(longest_s):
            words = "the worked example does not end: it has run for {seconds:g} s"
            return (Wrong(line, say(words, seconds=longest_s)),)
        try:
            said = connection.recv()
        except (EOFError, OSError):
            return (Wrong(line, say("the worked example ends the process that it runs in")),)
        if isinstance(said, tuple):
            return said
        line = said


def _work(connection: Connection, kata: Kata, parent: int, language: str, folders: tuple[Path, ...]) -> None:
    belong_to(parent)
    choose(language, folders)
    _silence()
    connection.send(_wrong(connection, kata))


def _silence() -> None:
    """See to it that nothing which this process prints, by whatever means, comes out."""
    null = os.open(os.devnull, os.O_WRONLY)
    for number in (1, 2):
        os.dup2(null, number)


def _wrong(connection: Connection, kata: Kata) -> tuple[Wrong, ...]:
    try:
        known = {**vars(load_reference(kata)), "np": np}
    except BaseException as error:
        words = "the worked example has nothing to run against: the reference raises {error}"
        return (Wrong(0, say(words, error=_said(error))),)
    task = FENCE.sub("", kata.readme.read_text("utf-8"))
    try:
        test = doctest.DocTestParser().get_doctest(task, known, kata.id, None, 0)
    except ValueError as error:
        found = UNREADABLE.match(str(error))
        problem = say("the worked example {reason}", reason=UNREADABLE.sub("", str(error)))
        return (Wrong(int(found[1]) if found else 0, problem),)
    runner = _Runner(connection)
    runner.run(test)
    return tuple(runner.found)


class _Runner(doctest.DocTestRunner):
    """Notes what is wrong, and prints nothing.

    Attributes:
        found: what is wrong, in the order of the task.
    """

    def __init__(self, connection: Connection):
        super().__init__(verbose=False)
        self.found: list[Wrong] = []
        self._connection = connection

    def report_start(self, _out: Any, test: doctest.DocTest, example: doctest.Example) -> None:
        self._connection.send(_line(test, example))

    def report_failure(self, _out: Any, test: doctest.DocTest, example: doctest.Example, got: str) -> None:
        self.found.append(Wrong(_line(test, example), _expected(example, say("got {value}", value=_shown(got)))))

    def report_unexpected_exception(
        self, _out: Any, test: doctest.DocTest, example: doctest.Example, exc_info: Any
    ) -> None:
        raised = say("it raised {error}", error=_said(exc_info[1]))
        self.found.append(Wrong(_line(test, example), _expected(example, raised)))


def _line(test: doctest.DocTest, example: doctest.Example) -> int:
    return (test.lineno or 0) + example.lineno + 1


def _expected(example: doctest.Example, came: str) -> str:
    source = example.source.strip().splitlines()[0]
    words = "the worked example `{source}` expected {value}, and {came}"
    return say(words, source=source, value=_shown(example.want), came=came)


def _shown(output: str) -> str:
    words = " ".join(output.split()) or say("nothing")
    return words if len(words) <= LONGEST_SHOWN else f"{words[: LONGEST_SHOWN - 1]}…"


def _said(error: BaseException) -> str:
    return ": ".join(part for part in (type(error).__name__, _shown(str(error)) if str(error) else "") if part)
