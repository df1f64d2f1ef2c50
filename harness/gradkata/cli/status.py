"""``kata status``."""

from __future__ import annotations

import click

from ..errors import UsageError
from ..learning.overview import in_full
from ..learning.standing import mark_shown
from .colour import paint
from .common import registry, standing_here


@click.command()
def status() -> None:
    """Show the path with your points, what is new since you last looked, and the one next thing to do."""
    now = standing_here(registry())
    click.echo(paint(in_full(now)), nl=False)
    try:
        mark_shown(now)
    except UsageError as error:
        click.echo(str(error), err=True)
