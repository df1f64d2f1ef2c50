"""``kata check``."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import UsageError
from ..finding.submission import Submission
from ..finding.workspace import from_here
from ..learning.accessible import is_accessible
from ..learning.newest import newest, works
from ..reports.detail import render_result
from ..reports.problems import render_problems
from ..results import Result, Status
from ..translation import say
from .colour import paint
from .common import kata_called, kata_ids, registry, workspace_here

if TYPE_CHECKING:
    from ..learning.desk import Desk


@click.command()
@click.argument("names", metavar="[ID]...", nargs=-1, shell_complete=kata_ids)
@click.option("--all", "everything", is_flag=True, help="Judge your work on every kata.")
@click.option("--seed", type=click.IntRange(min=0), help="Repeat the random inputs of an earlier check.")
@click.option("--map", "maps", is_flag=True, help="Show which entries are wrong, and how.")
@click.option("--picture", type=click.Path(path_type=Path), help="Save a picture of which entries are wrong.")
@click.option("--problems", is_flag=True, help="Print a line for an editor for each problem; all else is on stderr.")
def check(
    names: tuple[str, ...], everything: bool, seed: int | None, maps: bool, picture: Path | None, problems: bool
) -> None:
    """Judge your work on kata ID, or what you changed last: what passed, what did not, what to do next."""
    from ..learning.desk import Desk  # takes numpy, which a shell that completes ids has no time for

    if names and everything:
        raise UsageError(say("--all is every kata: name none with it, or leave it away."))
    found = registry()
    seed = secrets.randbits(32) if seed is None else seed
    with Desk(found, workspace_here(found)) as desk:
        chosen, is_whole = _chosen(desk, names, everything)
        results = desk.check(chosen, seed)
        are_shown = _maps(maps)
        shown = [render_result(each, maps=are_shown, prints=True, then=desk.then(each)) for each in results]
    click.echo(paint("\n".join(shown)), nl=False, err=problems)
    if problems:
        paths = [from_here(each.path) for each in chosen if each.path]
        click.echo("".join(map(render_problems, results, paths)), nl=False)
    for remark in desk.remarks:
        click.echo(remark, err=True)
    if picture is not None:
        _draw(results, picture)
    is_passed = all(each.status is Status.PASSED for each in results)
    if not is_passed:
        click.echo(say("(--seed {seed} repeats these inputs)", seed=seed), err=True)
    if not (is_passed and is_whole):
        sys.exit(1)


def _maps(are_asked_for: bool) -> bool | None:
    """Whether maps of signs are shown: never to whoever reads by ear; else if asked for, or where they say most."""
    if is_accessible():
        if are_asked_for:
            click.echo(say("Maps of signs are not shown while ACCESSIBLE=1 is set."), err=True)
        return False
    return are_asked_for or None


def _chosen(desk: Desk, names: Sequence[str], everything: bool) -> tuple[list[Submission], bool]:
    """The work to judge, and whether that is all that was asked for; of what is not there, it is said."""
    asked = list(dict.fromkeys(kata_called(name, desk.found).id for name in names))
    all_asked = desk.handed_in(asked)
    there = [each for each in all_asked if each.path]
    missing = [each for each in all_asked if not each.path]
    if not there:
        remark = " ".join(each.remark for each in missing if each.remark)
        first = next(iter(asked), next(iter(desk.found.katas)))
        raise UsageError(remark or say("there is no work to check yet: `kata start {kata}` begins", kata=first))
    for each in missing:
        begin = say("There is no work on {kata} yet: `kata start {kata}` begins", kata=each.kata)
        click.echo(each.remark or begin, err=True)
    return (there if asked or everything else _newest(desk, there)), not (asked and missing)


def _newest(desk: Desk, there: Sequence[Submission]) -> list[Submission]:
    """The work that was changed last; which it is, is said."""
    chosen = newest(works(there, desk.progress.all(), desk.found.katas))
    if chosen is None:  # gone meanwhile
        return list(there)
    path = from_here(desk.workspace.work / chosen.path.name)
    if chosen.is_new:
        click.echo(say("The newest that is not checked yet: {path}", path=path), err=True)
    else:
        click.echo(say("There is nothing new to check. The newest: {path}", path=path), err=True)
    return [chosen.submission]


def _draw(results: Sequence[Result], path: Path) -> None:
    """A picture of the first result that has something to show."""
    from ..reports import pictures

    maps = next((each.explanation.maps for each in results if each.explanation and each.explanation.maps), None)
    if maps is None:
        click.echo(say("There is no picture: no array is wrong."), err=True)
        return
    pictures.save_maps(maps, path)
    click.echo(say("The picture is in {path}", path=path), err=True)
