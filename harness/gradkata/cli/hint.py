"""``kata hint``."""

from __future__ import annotations

from pathlib import Path

import click

from ..errors import UsageError
from ..finding.workspace import Workspace, find_workspace
from ..learning import hints
from ..learning.in_hand import in_hand, is_begun
from ..learning.progress import Progress
from ..plugins import Registry
from ..translation import say
from .common import registry


@click.command()
@click.argument("name", metavar="[ID]", required=False)
@click.option("--again", is_flag=True, help="Show the hints that you have had, once more.")
def hint(name: str | None, again: bool) -> None:
    """Give the next hint on kata ID, or on the kata that you saved last."""
    found = registry()
    workspace = find_workspace(Path.cwd(), found.katas)
    kata = found.kata(name or _in_hand(found, workspace))
    progress = Progress(workspace)
    click.echo(hints.again(kata, progress) if again else hints.take(kata, progress), nl=False)
    if not is_begun(kata.id, workspace):
        click.echo(say("You have not begun {kata} yet: `kata start {kata}`", kata=kata.id), err=True)
    if progress.remark:
        click.echo(progress.remark, err=True)


def _in_hand(found: Registry, workspace: Workspace) -> str:
    """The kata in hand; which it is, is said."""
    kata = in_hand(found.katas, workspace)
    if kata is None:
        first = next(iter(found.katas))
        raise UsageError(say("there is no kata in work/ to give a hint on: `kata start {kata}` begins", kata=first))
    click.echo(say("The kata that you saved last: {kata}", kata=kata), err=True)
    return kata
