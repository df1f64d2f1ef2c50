"""``kata start``."""

from __future__ import annotations

from pathlib import Path

import click

from ..finding.workspace import find_workspace, from_here
from ..learning.starting import start as put
from ..translation import say
from .common import registry


@click.command()
@click.argument("kata", metavar="ID")
def start(kata: str) -> None:
    """Put the stub of kata ID into work/, and its task beside it. Work that is there already is never overwritten."""
    found = registry()
    chosen = found.kata(kata)
    workspace = find_workspace(Path.cwd(), found.katas)
    click.echo(say("{path} is yours to write.", path=from_here(put(chosen, workspace))))
    click.echo(say("The task: {path}", path=from_here(workspace.task(kata))))
    click.echo(say("When you have written something: {command}", command=f"kata check {kata}"))
