"""``kata start``."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from ..errors import UsageError
from ..finding.workspace import find_workspace, from_here
from ..learning.handout import first_copy
from .common import registry


@click.command()
@click.argument("kata", metavar="ID")
@click.option("--notebook", is_flag=True, help="Put a notebook there, with the task and the stub in it.")
def start(kata: str, notebook: bool) -> None:
    """Put the stub of kata ID into work/, and its task beside it. Work that is there already is never overwritten."""
    katas = registry()
    chosen = katas.kata(kata)
    workspace = find_workspace(Path.cwd(), katas.katas)
    for there in workspace.copies(kata):
        if there.is_symlink() or there.exists():
            raise UsageError(
                f"{from_here(there)} is there already and stays as it is. "
                "To begin anew, rename it or move it away first."
            )
    suffix, content = first_copy(chosen, as_notebook=notebook)
    target, task = workspace.work / f"{kata}{suffix}", workspace.task(kata)
    try:
        workspace.work.mkdir(exist_ok=True)
        if not task.exists():
            _copy(chosen.readme, task)
        with target.open("xb") as file:
            file.write(content)
    except OSError as error:
        raise UsageError(f"{from_here(target)} cannot be written: {error.strerror}") from None
    click.echo(f"{from_here(target)} is yours to write.")
    click.echo(f"The task: {from_here(task)}")
    click.echo(f"When you have written something: kata check {kata}")


def _copy(source: Path, target: Path) -> None:
    with target.open("xb") as file, source.open("rb") as original:
        shutil.copyfileobj(original, file)
