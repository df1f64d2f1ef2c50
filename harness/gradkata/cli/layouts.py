"""How ``kata grade`` is told what a platform hands out, and who is in the class."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from ..errors import UsageError
from ..finding.attendance import with_roster
from ..finding.layouts import Layout
from ..finding.layouts.reading import AUTO, FOLDERS
from ..finding.roster import read_roster
from ..finding.several import survey_all
from ..finding.submission import Found
from ..plugins import nearest
from ..translation import say

Function = TypeVar("Function", bound=Callable[..., Any])

OPTIONS = (
    click.option(
        "--layout", metavar="NAME", default=AUTO,
        help="How PATH is laid out: as canvas, moodle, gradescope ... or folders; else it is found out.",
    ),
    click.option(
        "--roster", metavar="FILE", type=click.Path(path_type=Path),
        help="A CSV list of the class: whoever handed in nothing gets results, too.",
    ),
)  # fmt: skip


def options(command: Function) -> Function:
    """The options on where learners and their files are found."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


def survey(
    paths: Sequence[Path], katas: Iterable[str], asked: Sequence[str], layouts: Mapping[str, Layout],
    *, lms: bool, layout: str, roster: Path | None, scratch: Path,
) -> Found:  # fmt: skip
    """What was handed in, and what was not.

    Raises:
        UsageError: there is nothing to grade, there is no such layout, or the roster cannot be read.
    """
    names = [AUTO, FOLDERS, *layouts]
    if layout not in names:
        hint = nearest(layout, names) or say("there are {names}", names=", ".join(names))
        raise UsageError(say("there is no layout {name!r}; {hint}", name=layout, hint=hint))
    entries = None if roster is None else read_roster(roster)
    found = survey_all(paths, katas, asked, lms=lms, scratch=scratch, layouts=layouts, layout=layout)
    return found if entries is None else with_roster(found, entries, asked)
