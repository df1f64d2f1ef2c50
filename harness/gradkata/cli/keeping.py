"""How ``kata grade`` goes about its gradebook and its part of a class, and what it says of them."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from ..errors import UsageError
from ..finding.submission import Submission
from ..gradebook.book import Gradebook
from ..gradebook.shard import Shard, shard
from ..job import Job
from ..kata import Kata
from ..results import Result
from ..translation import say, say_many

Function = TypeVar("Function", bound=Callable[..., Any])
Told = Callable[[Result], None]

OPTIONS = (
    click.option(
        "--gradebook", metavar="FILE", type=click.Path(path_type=Path),
        help="Keep all results in FILE, and judge only what is new or has changed.",
    ),
    click.option("--again", is_flag=True, help="With --gradebook, judge what has not changed, too."),
    click.option("--shard", "part", metavar="I/N", type=shard, help="Grade the I-th of N parts of the class."),
)  # fmt: skip


def options(command: Function) -> Function:
    """The options of a grading that is kept, or that is a part of one."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


class Unkept(contextlib.AbstractContextManager["Unkept"]):
    """A grading without a gradebook.

    Args:
        is_part: whether others grade the rest of the class.
    """

    def __init__(self, *, is_part: bool):
        self._is_part = is_part

    def seed(self, asked: int | None) -> int:
        """The seed to draw from."""
        return self._drawn() if asked is None else asked

    def known(self, job: Job) -> Result | None:  # noqa: ARG002
        """The result that a job has already."""
        return None

    def told(self, advance: Told) -> Told:
        """What is told of each result, besides ``advance``."""
        return advance

    def missing(self, missing: int, count: int) -> str:
        """What an interruption costs."""
        one, many = "{number} of {count} results is missing", "{number} of {count} results are missing"
        return say_many(one, many, missing, count=count)

    def tell(self) -> None:
        """Say what has become of the results, where there is something to say."""

    def __exit__(self, *_: Any) -> None:
        """Nothing is open."""

    def _drawn(self) -> int:
        if self._is_part:
            words = "Remark: this part draws a seed of its own; parts with one --seed get the same questions"
            click.echo(say(words), err=True)
        return secrets.randbits(32)


class Kept(Unkept):
    """A grading with a gradebook, which is opened now.

    Raises:
        UsageError: it cannot be opened; so may all methods.
    """

    def __init__(
        self, path: Path, katas: Mapping[str, Kata], submissions: Sequence[Submission], *, again: bool, is_part: bool
    ):
        super().__init__(is_part=is_part)
        from ..gradebook.keeping import Keeping  # with all that judges

        self._again, self._book = again, Gradebook.writing(path)
        self._keeping = Keeping(self._book, katas, submissions, again=again)

    def seed(self, asked: int | None) -> int:
        """The seed that is asked for; else that of the book's first grading, which this one may be."""
        found = self._book.seed
        if asked is None and found is not None:
            return found
        proposed = super().seed(asked)
        kept = self._book.seed_or(proposed)
        return kept if asked is None else asked

    def known(self, job: Job) -> Result | None:
        return self._keeping.known(job)

    def told(self, advance: Told) -> Told:
        def told(result: Result) -> None:
            self._keeping.keep(result)
            advance(result)

        return told

    def missing(self, missing: int, count: int) -> str:
        if self._again:  # without it, older results would do
            return super().missing(missing, count)
        one = "the same command again grades the {number} of {count} results that is missing"
        many = "the same command again grades the {number} of {count} results that are missing"
        return say_many(one, many, missing, count=count)

    def tell(self) -> None:
        one, many = "{number} result is new in {path}", "{number} results are new in {path}"
        new = say_many(one, many, self._keeping.kept, path=self._book.path)
        one, many = "{number} has not changed since it was graded", "{number} have not changed since they were graded"
        old = say_many(one, many, self._keeping.unchanged)
        click.echo(f"{new}; {old}" if self._keeping.unchanged else new, err=True)

    def __exit__(self, *_: Any) -> None:
        self._book.close()


def keeping(
    gradebook: Path | None,
    again: bool,
    part: Shard | None,
    katas: Mapping[str, Kata],
    submissions: Sequence[Submission],
) -> Unkept:
    """How a grading is kept, by what is asked for.

    Raises:
        UsageError: what is asked for makes no sense together, or the gradebook cannot be opened.
    """
    if gradebook is not None:
        return Kept(gradebook, katas, submissions, again=again, is_part=part is not None)
    if again:
        raise UsageError(say("--again needs --gradebook FILE: without one, everything is judged anyway"))
    return Unkept(is_part=part is not None)


def in_part(submissions: list[Submission], part: Shard | None) -> list[Submission]:
    """The submissions that are in a part; that there are none is said and is no error, since others have them."""
    if part is None:
        return submissions
    found = part.of(submissions)
    if not found:
        words = "Remark: no learner falls into part {number} of {count}"
        click.echo(say(words, number=part.number, count=part.count), err=True)
    return found
