"""``kata start``."""

from __future__ import annotations

import click

from ..errors import UsageError
from ..finding.workspace import from_here
from ..kata import Kata
from ..learning.copies import put
from ..learning.progress import Progress
from ..plugins import Registry
from ..reports.wrapping import wrapped
from ..translation import localized, say, say_many
from .common import kata_called, kata_ids, registry, workspace_here


@click.command()
@click.argument("name", metavar="ID", shell_complete=kata_ids)
def start(name: str) -> None:
    """Put the stub of kata ID into work/, and its task beside it. Work that is there already is never overwritten."""
    found = registry()
    kata, workspace = kata_called(name, found), workspace_here(found)
    for there in workspace.copies(kata.id):
        if there.is_symlink() or there.exists():
            raise UsageError(_taken(kata, from_here(there)))
    if workspace.work.exists() and not workspace.work.is_dir():
        raise UsageError(say("{path} is no folder: rename it, so that one can be made", path=from_here(workspace.work)))
    target, task = workspace.work / f"{kata.id}{kata.stub.suffix}", workspace.task(kata.id)
    try:
        workspace.work.mkdir(exist_ok=True)
        if not task.exists():
            put(localized(kata.readme).read_bytes(), task)
        put(kata.stub.read_bytes(), target)
    except OSError as error:
        words = say("{path} cannot be written: {reason}", path=from_here(target), reason=error.strerror)
        raise UsageError(words) from None
    click.echo(say("{path} is yours to write.", path=from_here(target)))
    click.echo(say("The task: {path}", path=from_here(task)))
    for line in _comes_first(kata, found, Progress(workspace)):
        click.echo(line)
    click.echo(say("When you have written something: kata check {kata}", kata=kata.id))


def _taken(kata: Kata, path: str) -> str:
    return say(
        "{path} is there already and stays as it is. "
        "To begin anew, keeping it in another place: kata reset {kata}",
        path=path, kata=kata.id,
    )  # fmt: skip


def _comes_first(kata: Kata, found: Registry, progress: Progress) -> list[str]:
    """What to know of the katas that this one builds on, if they are not all passed."""
    records = progress.all()
    left = [each for each in found.katas if each in kata.builds_on and not (each in records and records[each].passed)]
    if not left:
        return []
    one = "It builds on {katas}, which is not passed yet."
    many = "It builds on {katas}, which are not passed yet."
    return wrapped(say_many(one, many, len(left), katas=", ".join(left)))
