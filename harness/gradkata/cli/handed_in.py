"""How commands are told where learners' work is: in folders, zip files, or what a platform hands out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from ..errors import UsageError
from ..finding.archives import is_archive
from ..finding.attendance import with_roster
from ..finding.layouts.reading import AUTO, FOLDERS
from ..finding.roster import read_roster
from ..finding.several import survey_all
from ..finding.submission import Submission
from ..plugins import Registry, nearest
from ..reports.wrapping import MARGIN, wrapped
from ..translation import say
from .common import scratch

Function = TypeVar("Function", bound=Callable[..., Any])

LAYOUT = click.option(
    "--layout", metavar="NAME", default=AUTO,
    help="How PATH is laid out: as canvas, moodle, gradescope ... or folders; else it is found out.",
)  # fmt: skip
LMS = click.option("--lms", is_flag=True, help="Take names as browsers and platforms make them.")
ROSTER = click.option(
    "--roster", metavar="FILE", type=click.Path(path_type=Path),
    help="A CSV list of the class: whoever handed in nothing gets results, too.",
)  # fmt: skip


def options(command: Function) -> Function:
    """The options on where learners' files are found."""
    return LAYOUT(LMS(command))


def options_of_a_class(command: Function) -> Function:
    """The same, and who is in the class."""
    return options(ROSTER(command))


def handed_in(
    paths: Sequence[Path], registry: Registry, asked: Iterable[str] = (), *,
    lms: bool, layout: str, roster: Path | None = None,
) -> list[Submission]:  # fmt: skip
    """What was handed in, and with a roster what was not. What lies there and is nobody's is told.

    Args:
        asked: what somebody called the katas that they want.

    Raises:
        UsageError: there is nothing there, there is no such kata or layout, or the roster cannot be read.
    """
    wanted = [registry.kata(each).id for each in asked]
    _check(layout, registry)
    entries = None if roster is None else read_roster(roster)
    folder = scratch() if any(is_archive(path) or path.is_dir() for path in paths) else Path()
    found = survey_all(
        paths, registry.katas, wanted, lms=lms, scratch=folder, layouts=registry.layouts, layout=layout
    )  # fmt: skip
    if entries is not None:
        found = with_roster(found, entries, wanted)
    for remark in found.remarks:
        _tell(remark)
    return found.submissions


def _tell(remark: str) -> None:
    """Say a remark, which may hold many names: on a screen in lines that fit."""
    lines = wrapped(remark, "", MARGIN) if sys.stderr.isatty() else [remark]
    click.echo("\n".join(lines), err=True)


def _check(layout: str, registry: Registry) -> None:
    names = [AUTO, FOLDERS, *registry.layouts]
    if layout not in names:
        hint = nearest(layout, names) or say("there are {names}", names=", ".join(names))
        raise UsageError(say("there is no layout {name!r}; {hint}", name=layout, hint=hint))
