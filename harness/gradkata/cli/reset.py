"""``kata reset``."""

from __future__ import annotations

import click

from ..finding.workspace import from_here
from ..learning.restart import restart
from ..translation import say
from .common import kata_called, kata_ids, registry, workspace_here


@click.command()
@click.argument("name", metavar="ID", shell_complete=kata_ids)
def reset(name: str) -> None:
    """Put the stub of kata ID back. What you wrote is kept in work/old/, and so is your progress."""
    found = registry()
    done = restart(kata_called(name, found), workspace_here(found))
    for path in done.aside:
        click.echo(say("What you wrote is now in {path}", path=from_here(path)))
    click.echo(say("{path} is the stub again. Your progress is kept.", path=from_here(done.stub)))
