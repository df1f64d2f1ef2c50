"""``kata grade``."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .. import grading, interruption
from ..boundary.levels import NAMES
from ..errors import UsageError
from ..executors import Executor, cores
from ..finding.submission import Submission
from ..grader import Grader
from ..plugins import Registry
from ..results import Grading
from ..translation import say, say_many
from . import executing, keeping, progress
from .common import registry
from .handed_in import handed_in, options_of_a_class
from .output import Output, output

if TYPE_CHECKING:
    from ..feedback import Feedback


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--kata", "asked", metavar="ID", multiple=True, help="Grade this kata; may be given several times.")
@click.option("--seed", type=click.IntRange(min=0), help="Draw all inputs from this seed, to repeat a grading.")
@click.option("--format", "form", metavar="FORMAT", help="How to write the report: table (the default), json, html ...")
@click.option("--out", type=click.Path(path_type=Path), help="Where to write the report; its ending tells the format.")
@executing.options
@click.option(
    "--isolation", type=click.Choice(NAMES), default="auto", show_default=True, help="What keeps learners' code in."
)
@click.option("--feedback", "folder", metavar="DIR", type=click.Path(path_type=Path), help="Write each learner a page.")
@keeping.options
@options_of_a_class
@click.option("--limit", "limits", metavar="NAME=N", multiple=True, help="Change a limit, as in cpu_s=10.")
def grade(
    paths: tuple[Path, ...], asked: tuple[str, ...], seed: int | None, isolation: str, limits: tuple[str, ...],
    **how: Any,
) -> None:  # fmt: skip
    """Grade each PATH: a file, a learner's folder, a class (a folder of learners' folders), or a zip file of these.

    Exit status: 0 everything passed, 1 something did not, 2 the command could not be carried out, 130 interrupted.
    """
    found = registry()
    whole = handed_in(paths, found, asked, **{name: how.pop(name) for name in ("lms", "layout", "roster")})
    submissions = keeping.in_part(whole, how["part"])
    count, changes = len(submissions), dict(map(_limit, limits))
    report = output(found.formats, how.pop("form"), how.pop("out"))
    report.form.check(each.learner for each in submissions)
    pages = _feedback(how.pop("folder"), paths, submissions)
    at_a_time, executor = executing.chosen(found.executors, count, *map(how.pop, executing.NAMES))
    book = keeping.keeping(katas=found.katas, submissions=submissions, **how)
    with book, _telling(book, count), _grader(found, executor, count) as grader:
        level = executing.opened(grader, isolation)
        with progress.shown(count) as so_far:
            graded = grading.grade(
                grader, submissions, executor, seed=book.seed(seed), level=level, limits=changes, at_a_time=at_a_time,
                known=so_far.knowing(book.known), on_result=book.told(so_far.advance),
            )  # fmt: skip
        _deliver(graded, report, pages, book, count)
    sys.exit(0 if graded.passed else 1)


@contextlib.contextmanager
def _telling(book: keeping.Unkept, count: int) -> Iterator[None]:
    """Tell what an interruption costs before there is anything to report, whatever it breaks on its way."""
    try:
        yield
    except BaseException as error:
        is_told = isinstance(error, interruption.Interrupted) and str(error)
        if is_told or not interruption.status():
            raise
        raise interruption.Interrupted(book.missing(count, count)) from error


def _feedback(folder: Path | None, paths: Iterable[Path], submissions: Iterable[Submission]) -> Feedback | None:
    """Pages to hand back, if they are asked for."""
    if folder is None:
        return None
    from ..feedback import Feedback

    return Feedback(folder, paths, dict.fromkeys(each.learner for each in submissions))


def _deliver(graded: Grading, report: Output, pages: Feedback | None, book: keeping.Unkept, count: int) -> None:
    """Write the report and the pages, as far as there are results, and say what they do not tell."""
    if graded.results or not graded.interrupted:
        report.deliver(graded)
    if graded.results and pages is not None:
        number = pages.deliver(graded)
        one, many = "The feedback is in {folder}: {number} page", "The feedback is in {folder}: {number} pages"
        click.echo(say_many(one, many, number, folder=pages.folder), err=True)
    if graded.interrupted:
        raise interruption.Interrupted(book.missing(count - len(graded.results), count))
    book.tell()
    faults = sum(bool(result.fault) for result in graded.results)
    if faults:
        words = "gradkata itself failed at {number} of {count} results; please report this"
        raise UsageError(say(words, number=faults, count=count))


def _grader(found: Registry, executor: Executor, count: int) -> Grader:
    prepares = executor.name == "here" and count > 1 and cores() > 1
    return Grader(found.katas.values(), found.answers, prepares=prepares)


def _limit(text: str) -> tuple[str, int]:
    name, _, number = text.partition("=")
    if not number.isdecimal():
        raise UsageError(say("--limit {text}: say it as in --limit cpu_s=10, with a whole number", text=text))
    return name, int(number)
