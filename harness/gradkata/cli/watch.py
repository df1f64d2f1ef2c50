"""``kata watch``."""

from __future__ import annotations

import click

from .. import interruption
from ..learning.accessible import is_accessible
from ..reports.problems import set_in
from ..reports.wrapping import MARGIN, narrowed
from ..watching.sitting import Sitting
from ..watching.watch import Watch
from .colour import paint
from .common import kata_called, kata_ids, registry, workspace_here


@click.command()
@click.argument("name", metavar="[ID]", required=False, shell_complete=kata_ids)
@click.option("--problems", is_flag=True, help="Print a line for an editor for each problem, too.")
def watch(name: str | None, problems: bool) -> None:
    """Check what you save in work/, as soon as you save it; with ID, that kata alone, which is begun if it was not.

    Keys, in a terminal: h gives a hint, n begins the next kata, l lists all, c checks all, r checks once more, e opens
    your editor, q quits.
    """
    found = registry()
    kata = kata_called(name, found).id if name else ""
    sitting = Sitting(
        found, workspace_here(found), _show_set_in if problems else _show, kata, is_bound=bool(kata),
        has_rules=not is_accessible(), show_problems=_show if problems else None,
    )  # fmt: skip
    with narrowed(len(MARGIN) if problems else 0):
        Watch(sitting).run()


def _show(text: str) -> None:
    with interruption.after():
        click.echo(paint(text))


def _show_set_in(text: str) -> None:
    with interruption.after():
        click.echo(set_in(paint(text)))
