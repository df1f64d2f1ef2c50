"""``kata similar``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ..insight import similar_text
from ..insight.handed_in import similarities
from .common import registry
from .handed_in import handed_in, options
from .streams import show_data


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--kata", "asked", metavar="ID", multiple=True, help="Compare work on this kata; several times if need be."
)
@click.option(
    "--least", metavar="PERCENT", type=click.FloatRange(1, 100), default=50, show_default=True,
    help="Which part of what is rare two texts have to have in common.",
)  # fmt: skip
@options
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="How to write what was found.",
)  # fmt: skip
def similar(paths: tuple[Path, ...], asked: tuple[str, ...], least: float, form: str, **how: Any) -> None:
    """Show which submissions are closer than the task explains. It is no verdict.

    Each PATH is what `kata grade` takes. Nothing is run, and nothing goes into a grade or to a learner.
    """
    found = registry()
    result = similarities(handed_in(paths, found, asked, **how), found.katas, least / 100)
    if form == "json":
        show_data(similar_text.as_json(result))
    else:
        click.echo(similar_text.as_text(result), nl=False)
