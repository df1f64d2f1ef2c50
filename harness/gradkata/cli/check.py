"""``kata check``."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from ..errors import UsageError
from ..finding.submission import Submission
from ..finding.workspace import find_workspace
from ..learning.desk import Desk
from ..reports.detail import render_result
from ..results import Result, Status
from .common import id_of, registry


@click.command()
@click.argument("asked", metavar="[ID]...", nargs=-1)
@click.option("--seed", type=click.IntRange(min=0), help="Repeat the random inputs of an earlier check.")
@click.option("--map", "maps", is_flag=True, help="Show which entries are wrong, and how.")
@click.option("--picture", type=click.Path(path_type=Path), help="Save a picture of which entries are wrong.")
def check(asked: tuple[str, ...], seed: int | None, maps: bool, picture: Path | None) -> None:
    """Judge your work on kata ID, or on every kata in work/: what passed, what did not, what to do next."""
    found = registry()
    workspace = find_workspace(Path.cwd(), found.katas)
    seed = secrets.randbits(32) if seed is None else seed
    with Desk(found, workspace) as desk:
        results = desk.check(_handed_in(desk, [id_of(each) for each in asked]), seed)
        shown = [render_result(each, maps=maps, prints=True, then=desk.then(each)) for each in results]
    click.echo("\n".join(shown), nl=False)
    for remark in desk.remarks:
        click.echo(remark, err=True)
    if picture is not None:
        _draw(results, picture)
    if any(each.status is not Status.PASSED for each in results):
        click.echo(f"(--seed {seed} repeats these inputs)", err=True)
        sys.exit(1)


def _handed_in(desk: Desk, names: Sequence[str]) -> list[Submission]:
    """The work that there is on the katas asked for; of one that there is none on, it is said."""
    asked = list(dict.fromkeys(desk.found.kata(name).id for name in names))
    all_asked = desk.handed_in(asked)
    there = [each for each in all_asked if each.path]
    missing = [each for each in all_asked if not each.path]
    if not there:
        remark = " ".join(each.remark for each in missing if each.remark)
        first = next(iter(asked), next(iter(desk.found.katas)))
        raise UsageError(remark or f"there is no work to check yet: `kata start {first}` begins")
    for each in missing:
        click.echo(each.remark or f"There is no work on {each.kata} yet: `kata start {each.kata}` begins", err=True)
    return there


def _draw(results: Sequence[Result], path: Path) -> None:
    """A picture of the first result that has something to show."""
    from ..reports import pictures

    maps = next((each.explanation.maps for each in results if each.explanation and each.explanation.maps), None)
    if maps is None:
        click.echo("There is no picture: no array is wrong.", err=True)
        return
    pictures.save_maps(maps, path)
    click.echo(f"The picture is in {path}", err=True)
