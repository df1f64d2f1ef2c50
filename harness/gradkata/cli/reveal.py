"""``kata reveal``."""

from __future__ import annotations

import click

from ..errors import UsageError
from ..finding.workspace import Workspace, from_here
from ..learning.folders import check_room
from ..learning.progress import Progress
from ..learning.solution import is_due, put_beside, solution
from ..reports.wrapping import wrapped
from ..translation import say
from .common import kata_called, kata_ids, registry, workspace_here


@click.command()
@click.argument("name", metavar="ID", shell_complete=kata_ids)
def reveal(name: str) -> None:
    """Put the solution of kata ID beside your work: once you have passed it, or if you ask a second time."""
    found = registry()
    kata, workspace = kata_called(name, found), workspace_here(found)
    file, data = solution(kata)
    check_room(workspace.work)
    progress = Progress(workspace)
    if is_due(kata, progress):
        _show(file, data, workspace)
    else:
        click.echo("\n".join(_loss(kata.id)))
    if progress.remark:
        click.echo(progress.remark, err=True)


def _loss(kata: str) -> list[str]:
    """What is lost by seeing a solution too early, and how to see it all the same."""
    words = say(
        "{kata} is not passed yet. To see its solution now takes away what the kata is for, finding one yourself, and "
        "`kata status` will say that it was shown. `kata hint {kata}` gives away less.",
        kata=kata,
    )
    return [
        *wrapped(words),
        *wrapped(say("To see the solution all the same, ask again: kata reveal {kata}", kata=kata)),
    ]


def _show(file: str, data: bytes, workspace: Workspace) -> None:
    """Put the solution beside the work; where nothing can be written, show it here."""
    try:
        path, was_there = put_beside(file, data, workspace)
    except (OSError, UsageError) as error:
        folder, reason = from_here(workspace.work), error.strerror if isinstance(error, OSError) else error
        click.echo(say("The solution cannot be put into {folder}: {reason}.", folder=folder, reason=reason), err=True)
        click.echo(data)
        return
    click.echo(say("The solution is in {path}", path=from_here(path)))
    if was_there:
        click.echo(say("It was there already and stays as it is; to have it anew, move it away first."))
    else:
        click.echo(say("It is one of many that are right. Your own file stays as it is."))
