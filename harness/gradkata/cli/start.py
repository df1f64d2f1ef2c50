"""``kata start``."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from .. import plugins
from ..errors import UsageError
from ..kata import SUFFIXES
from ..learning.workspace import find_workspace


@click.command()
@click.argument("kata", metavar="ID")
def start(kata: str) -> None:
    """Put the stub of kata ID into work/. Work that is there already is never overwritten."""
    chosen = plugins.load().kata(kata)
    work = find_workspace(Path.cwd()) / "work"
    for suffix in SUFFIXES:
        there = work / f"{kata}{suffix}"
        if there.is_symlink() or there.exists():
            raise UsageError(
                f"{_shown(there)} is there already and stays as it is. To begin anew, rename it or move it away first."
            )
    target = work / f"{kata}{chosen.stub.suffix}"
    try:
        work.mkdir(exist_ok=True)
        with target.open("xb") as file, chosen.stub.open("rb") as stub:
            shutil.copyfileobj(stub, file)
    except OSError as error:
        raise UsageError(f"{_shown(target)} cannot be written: {error.strerror}") from None
    click.echo(f"{_shown(target)} is yours to write.")
    click.echo(f"The task: {_shown(chosen.readme)}")
    click.echo(f"When you have written something: kata check {kata}")


def _shown(path: Path) -> str:
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)
