"""``kata check``."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from .. import executors, grading, plugins
from ..boundary import levels
from ..errors import UsageError
from ..learning.workspace import find_workspace
from ..reports import pictures
from ..reports.detail import render_result
from ..results import Result
from ..submission import find


@click.command()
@click.argument("kata", metavar="[ID]", required=False)
@click.option("--seed", type=click.IntRange(min=0), help="Repeat the random inputs of an earlier check.")
@click.option("--picture", type=click.Path(path_type=Path), help="Save a picture of which entries are wrong.")
def check(kata: str | None, seed: int | None, picture: Path | None) -> None:
    """Judge your work on kata ID, or on every kata in work/: what passed, what did not, what to do next."""
    registry = plugins.load()
    work = find_workspace(Path.cwd()) / "work"
    asked = [registry.kata(kata).id] if kata else []
    if not work.is_dir() or not (submissions := [each for each in find(work, registry.katas, asked) if each.path]):
        raise UsageError(f"there is no work to check yet: `kata start {kata or next(iter(registry.katas))}` begins")
    seed = secrets.randbits(32) if seed is None else seed
    katas = list(registry.katas.values())
    with levels.chosen("auto", [kata.reference for kata in katas], is_trusted=True) as (level, _):
        graded = grading.grade(katas, submissions, seed=seed, level=level, executor=executors.serial, full=True)
    click.echo("\n".join(render_result(result) for result in graded.results), nl=False)
    if picture is not None:
        _draw(graded.results, picture)
    if not graded.passed:
        click.echo(f"(--seed {seed} repeats these inputs)", err=True)
        sys.exit(1)


def _draw(results: Sequence[Result], path: Path) -> None:
    """A picture of the first result that has something to show."""
    maps = next((each.explanation.maps for each in results if each.explanation and each.explanation.maps), None)
    if maps is None:
        click.echo("There is no picture: no array is wrong.", err=True)
        return
    pictures.save_maps(maps, path)
    click.echo(f"The picture is in {path}", err=True)
