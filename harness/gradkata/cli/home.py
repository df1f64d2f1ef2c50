"""``kata`` alone."""

from __future__ import annotations

import click

from ..learning.overview import in_short
from .colour import paint
from .common import registry, standing_here


def home() -> None:
    """Show where the learner stands, and the one next thing to do."""
    click.echo(paint(in_short(standing_here(registry()))), nl=False)
