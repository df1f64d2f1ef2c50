"""``kata watch``."""

from __future__ import annotations

from pathlib import Path

import click

from .. import interruption
from ..finding.workspace import find_workspace
from ..learning.sitting import Sitting
from ..learning.watching import Watch
from .common import id_of, registry


@click.command()
@click.argument("kata", metavar="[ID]", required=False)
def watch(kata: str | None) -> None:
    """Check what you save in work/, as soon as you save it; with ID, that kata alone, which is begun if it was not.

    Keys, in a terminal: h gives a hint, n begins the next kata, l lists all, c checks all, r checks once more, e opens
    your editor, q quits.
    """
    found = registry()
    chosen = found.kata(id_of(kata)).id if kata else ""
    workspace = find_workspace(Path.cwd(), found.katas)
    Watch(Sitting(found, workspace, _show, chosen, is_bound=bool(chosen))).run()


def _show(text: str) -> None:
    with interruption.after():
        click.echo(text)
