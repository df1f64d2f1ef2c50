"""``kata similar``."""

from __future__ import annotations

from pathlib import Path

import click

from ..finding.archives import is_archive
from ..finding.several import survey_all
from ..insight import similar_text
from ..insight.handed_in import similarities
from .common import registry, scratch
from .streams import show_data


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--kata", "asked", metavar="ID", multiple=True, help="Compare work on this kata; several times if need be."
)
@click.option(
    "--least",
    metavar="PERCENT",
    type=click.FloatRange(1, 100),
    default=50,
    show_default=True,
    help="Which part of what is rare two texts have to have in common.",
)
@click.option("--lms", is_flag=True, help="Take names as browsers and platforms make them.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def similar(paths: tuple[Path, ...], asked: tuple[str, ...], least: float, lms: bool, form: str) -> None:
    """Show which submissions are closer than the task explains. It is no verdict.

    Each PATH is what `kata grade` takes. Nothing is run, and nothing goes into a grade or to a learner.
    """
    found = registry()
    ids = [found.kata(each).id for each in asked]
    folder = scratch() if any(map(is_archive, paths)) else Path()
    handed_in = survey_all(paths, found.katas, ids, lms=lms, scratch=folder)
    for remark in handed_in.remarks:
        click.echo(remark, err=True)
    result = similarities(handed_in.submissions, found.katas, least / 100)
    if form == "json":
        show_data(similar_text.as_json(result))
    else:
        click.echo(similar_text.as_text(result), nl=False)
