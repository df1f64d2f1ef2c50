"""``kata start``."""

from __future__ import annotations

import click

from ..finding.workspace import from_here
from ..kata import Kata
from ..learning.progress import Progress
from ..learning.starting import start as put
from ..plugins import Registry
from ..reports.wrapping import wrapped
from ..translation import say, say_many
from .common import kata_called, kata_ids, registry, workspace_here


@click.command()
@click.argument("name", metavar="ID", shell_complete=kata_ids)
@click.option("--notebook", is_flag=True, help="Put a notebook there, with the task and the stub in it.")
def start(name: str, notebook: bool) -> None:
    """Put the stub of kata ID into work/, and its task beside it. Work that is there already is never overwritten."""
    found = registry()
    kata, workspace = kata_called(name, found), workspace_here(found)
    click.echo(say("{path} is yours to write.", path=from_here(put(kata, workspace, as_notebook=notebook))))
    click.echo(say("The task: {path}", path=from_here(workspace.task(kata.id))))
    for line in _comes_first(kata, found, Progress(workspace)):
        click.echo(line)
    click.echo(say("When you have written something: {command}", command=f"kata check {kata.id}"))


def _comes_first(kata: Kata, found: Registry, progress: Progress) -> list[str]:
    """What to know of the katas that this one builds on, if they are not all passed."""
    records = progress.all()
    left = [each for each in found.katas if each in kata.builds_on and not (each in records and records[each].passed)]
    if not left:
        return []
    words = say_many(
        "It builds on {katas}, which is not passed yet.",
        "It builds on {katas}, which are not passed yet.",
        len(left), katas=", ".join(left),
    )  # fmt: skip
    return wrapped(words)
