"""``kata grade``."""

from __future__ import annotations

import contextlib
import os
import secrets
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from .. import executors, grading, plugins
from ..boundary import levels
from ..errors import UsageError
from ..reports import ReportFormat
from ..results import Result
from ..submission import find


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--kata", "asked", metavar="ID", multiple=True, help="Grade this kata; may be given several times.")
@click.option("--seed", type=click.IntRange(min=0), help="Draw all inputs from this seed, to repeat a grading.")
@click.option("--format", "form", metavar="FORMAT", help="How to write the report: table (the default), json, ...")
@click.option("--out", type=click.Path(path_type=Path), help="Where to write the report; its ending tells the format.")
@click.option("--jobs", type=click.IntRange(min=1), help="How many submissions to judge at a time.")
@click.option("--isolation", type=click.Choice(levels.NAMES), default="auto", show_default=True)
@click.option("--limit", "limits", metavar="NAME=N", multiple=True, help="Change a limit, as in cpu_s=10.")
def grade(
    path: Path,
    asked: tuple[str, ...],
    seed: int | None,
    form: str | None,
    out: Path | None,
    jobs: int | None,
    isolation: str,
    limits: tuple[str, ...],
) -> None:
    """Grade PATH: a file, a learner's folder, or a class (a folder of learners' folders).

    Exit status: 0 everything passed, 1 something did not, 2 the command could not be carried out.
    """
    registry = plugins.load()
    katas = list(registry.katas.values())
    submissions = find(path, registry.katas, [registry.kata(each).id for each in asked])
    if out is not None:
        _check_writable(out)
    report = _format(registry.formats, form, out)
    changes = dict(map(_limit, limits))
    hidden = [kata.reference for kata in katas]
    with levels.chosen(isolation, hidden) as (level, lacking), _progress(len(submissions)) as advance:
        if isolation == "auto":
            click.echo(f"Isolation: {level.name}{lacking and f' ({lacking})'}", err=True)
        graded = grading.grade(
            katas,
            submissions,
            seed=secrets.randbits(32) if seed is None else seed,
            level=level,
            executor=executors.default(jobs, len(submissions)),
            limits=changes,
            on_result=advance,
        )
    if out is not None:
        _write(out, report.render(graded))
    if out is None or form is None:
        shown = report if out is None else registry.formats["table"]
        click.echo(shown.render(graded), nl=False)
    if out is not None:
        click.echo(f"The report is in {out}", err=True)
    sys.exit(0 if graded.passed else 1)


def _limit(text: str) -> tuple[str, int]:
    name, _, number = text.partition("=")
    if not number.isdecimal():
        raise UsageError(f"--limit {text}: say it as in --limit cpu_s=10, with a whole number")
    return name, int(number)


def _format(formats: dict[str, ReportFormat], form: str | None, out: Path | None) -> ReportFormat:
    if form is not None:
        if form not in formats:
            raise UsageError(f"there is no report format {form!r}; there are {', '.join(formats)}")
        return formats[form]
    if out is not None:
        matching = [each for each in formats.values() if each.suffix == out.suffix]
        if not matching:
            endings = ", ".join(each.suffix for each in formats.values())
            raise UsageError(f"no report format has files like {out.name}: say one with --format, or use {endings}")
        return matching[0]
    return formats["table"]


def _check_writable(out: Path) -> None:
    """Refuse before the work is done, not after."""
    if out.is_dir():
        raise UsageError(f"{out} is a folder; say with --out which file to write")
    if not out.absolute().parent.is_dir():
        raise UsageError(f"there is no folder {out.parent} to write {out.name} into")
    if not os.access(out if out.exists() else out.absolute().parent, os.W_OK):
        raise UsageError(f"{out} cannot be written")


def _write(out: Path, text: str) -> None:
    """Write the file whole or not at all, so that an old report is never lost to half a new one."""
    part = out.with_name(f".{out.name}.part")
    try:
        part.write_text(text, "utf-8", newline="\n")
        part.replace(out)
    except OSError as error:
        click.echo(text, nl=False)
        raise UsageError(f"{out} cannot be written ({error.strerror}); the report is on standard output") from None


@contextlib.contextmanager
def _progress(count: int) -> Iterator[Callable[[Result], None]]:
    """A bar on standard error where that is a terminal. It has no thread of its own: grader processes are forked."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    with click.progressbar(length=count, label="grading", show_pos=True, file=sys.stderr) as bar:
        yield lambda _: bar.update(1)
