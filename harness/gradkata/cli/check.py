"""``kata check``."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from .. import grading
from ..errors import UsageError
from ..grader import Grader
from ..learning.workspace import find_workspace
from ..reports.detail import render_result
from ..results import Result
from ..submission import find
from .common import registry


@click.command()
@click.argument("kata", metavar="[ID]", required=False)
@click.option("--seed", type=click.IntRange(min=0), help="Repeat the random inputs of an earlier check.")
@click.option("--picture", type=click.Path(path_type=Path), help="Save a picture of which entries are wrong.")
def check(kata: str | None, seed: int | None, picture: Path | None) -> None:
    """Judge your work on kata ID, or on every kata in work/: what passed, what did not, what to do next."""
    found = registry()
    asked = [found.kata(kata).id] if kata else []
    work = find_workspace(Path.cwd(), found.katas).work
    if not work.is_dir() or not (submissions := [each for each in find(work, found.katas, asked) if each.path]):
        raise UsageError(f"there is no work to check yet: `kata start {kata or next(iter(found.katas))}` begins")
    seed = secrets.randbits(32) if seed is None else seed
    with Grader(found.katas.values(), found.answers, is_trusted=True) as grader:
        graded = grading.grade(grader, submissions, found.executors["here"], seed=seed, full=True)
    click.echo("\n".join(render_result(result) for result in graded.results), nl=False)
    if picture is not None:
        _draw(graded.results, picture)
    if not graded.passed:
        click.echo(f"(--seed {seed} repeats these inputs)", err=True)
        sys.exit(1)


def _draw(results: Sequence[Result], path: Path) -> None:
    """A picture of the first result that has something to show."""
    from ..reports import pictures

    maps = next((each.explanation.maps for each in results if each.explanation and each.explanation.maps), None)
    if maps is None:
        click.echo("There is no picture: no array is wrong.", err=True)
        return
    pictures.save_maps(maps, path)
    click.echo(f"The picture is in {path}", err=True)
