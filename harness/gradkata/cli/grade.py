"""``kata grade``."""

from __future__ import annotations

import contextlib
import secrets
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .. import grading, interruption
from ..boundary.levels import NAMES
from ..errors import UsageError
from ..executors import Executor, at_a_time, cores
from ..finding.submission import Submission, survey
from ..grader import Grader
from ..plugins import Registry
from ..results import Grading, Result
from ..translation import say_many
from .common import registry
from .output import Output, output

if TYPE_CHECKING:
    from ..feedback import Feedback


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--kata", "asked", metavar="ID", multiple=True, help="Grade this kata; may be given several times.")
@click.option("--seed", type=click.IntRange(min=0), help="Draw all inputs from this seed, to repeat a grading.")
@click.option("--format", "form", metavar="FORMAT", help="How to write the report: table (the default), json, html ...")
@click.option("--out", type=click.Path(path_type=Path), help="Where to write the report; its ending tells the format.")
@click.option("--jobs", type=click.IntRange(min=1), help="How many submissions to judge at a time.")
@click.option("--executor", metavar="NAME", help="How to get them judged: here, processes, or a plugin's way.")
@click.option("--isolation", type=click.Choice(NAMES), default="auto", show_default=True)
@click.option("--feedback", "folder", metavar="DIR", type=click.Path(path_type=Path), help="Write each learner a page.")
@click.option("--lms", is_flag=True, help="Take names as browsers and platforms make them.")
@click.option("--limit", "limits", metavar="NAME=N", multiple=True, help="Change a limit, as in cpu_s=10.")
def grade(
    path: Path,
    asked: tuple[str, ...],
    seed: int | None,
    form: str | None,
    out: Path | None,
    isolation: str,
    limits: tuple[str, ...],
    **how: Any,
) -> None:
    """Grade PATH: a file, a learner's folder, or a class (a folder of learners' folders).

    Exit status: 0 everything passed, 1 something did not, 2 the command could not be carried out, 130 interrupted.
    """
    found = registry()
    submissions = _found(path, found.katas, [found.kata(each).id for each in asked], lms=how.pop("lms"))
    report, pages = output(found.formats, form, out), _feedback(how.pop("folder"), path, submissions)
    changes = dict(map(_limit, limits))
    at_a_time, executor = _executor(found.executors, len(submissions), **how)
    with _telling(len(submissions)), _grader(found, executor, len(submissions)) as grader:
        level = _opened(grader, isolation)
        with _progress(len(submissions)) as advance:
            graded = grading.grade(
                grader, submissions, executor,
                seed=_drawn(seed), level=level, limits=changes, at_a_time=at_a_time, on_result=advance,
            )  # fmt: skip
        _deliver(graded, report, pages, len(submissions))
    sys.exit(0 if graded.passed else 1)


@contextlib.contextmanager
def _telling(count: int) -> Iterator[None]:
    """Tell what an interruption costs before there is anything to report, whatever it breaks on its way."""
    try:
        yield
    except BaseException as error:
        is_told = isinstance(error, interruption.Interrupted) and str(error)
        if is_told or not interruption.status():
            raise
        raise interruption.Interrupted(_missing(count, count)) from error


def _feedback(folder: Path | None, path: Path, submissions: Iterable[Submission]) -> Feedback | None:
    """Pages to hand back, if they are asked for."""
    if folder is None:
        return None
    from ..feedback import Feedback

    return Feedback(folder, path, dict.fromkeys(each.learner for each in submissions))


def _deliver(graded: Grading, report: Output, pages: Feedback | None, count: int) -> None:
    """Write the report and the pages, as far as there are results, and say what they do not tell."""
    if graded.results or not graded.interrupted:
        report.deliver(graded)
    if graded.results and pages is not None:
        number = pages.deliver(graded)
        words = "The feedback is in {folder}: {number} page", "The feedback is in {folder}: {number} pages"
        click.echo(say_many(*words, number, folder=pages.folder), err=True)
    if graded.interrupted:
        raise interruption.Interrupted(_missing(count - len(graded.results), count))
    faults = sum(bool(result.fault) for result in graded.results)
    if faults:
        raise UsageError(f"gradkata itself failed at {faults} of {count} results; please report this")


def _missing(missing: int, count: int) -> str:
    return f"{missing} of {count} results {'is' if missing == 1 else 'are'} missing"


def _drawn(seed: int | None) -> int:
    return secrets.randbits(32) if seed is None else seed


def _grader(found: Registry, executor: Executor, count: int) -> Grader:
    prepares = executor.name == "here" and count > 1 and cores() > 1
    return Grader(found.katas.values(), found.answers, prepares=prepares)


def _found(path: Path, katas: Iterable[str], asked: Sequence[str], *, lms: bool) -> list[Submission]:
    """What was handed in; what lies there and is nobody's is told."""
    found = survey(path, katas, asked, lms=lms)
    for remark in found.remarks:
        click.echo(remark, err=True)
    return found.submissions


def _opened(grader: Grader, isolation: str) -> str:
    """The name of the level that submissions run at; which one ``auto`` comes to is told."""
    level = grader.level(isolation)
    if isolation == "auto":
        click.echo(f"Isolation: {level.name}{level.lacking and f' ({level.lacking})'}", err=True)
    return level.name


def _executor(
    executors: dict[str, Executor], count: int, jobs: int | None, executor: str | None
) -> tuple[int, Executor]:
    """How many submissions to judge at a time, and what judges them."""
    number = at_a_time(jobs, count)
    name = executor or ("here" if number <= 1 else "processes")
    if name not in executors:
        raise UsageError(f"there is no executor {name!r}; there are {', '.join(executors)}")
    return number, executors[name]


def _limit(text: str) -> tuple[str, int]:
    name, _, number = text.partition("=")
    if not number.isdecimal():
        raise UsageError(f"--limit {text}: say it as in --limit cpu_s=10, with a whole number")
    return name, int(number)


@contextlib.contextmanager
def _progress(count: int) -> Iterator[Callable[[Result], None]]:
    """A bar on standard error where that is a terminal. It has no thread of its own: grader processes are forked."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    with click.progressbar(length=count, label="grading", show_pos=True, file=sys.stderr) as bar:
        yield lambda _: bar.update(1)
