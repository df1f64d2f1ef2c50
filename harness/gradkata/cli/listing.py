"""``kata list``."""

from __future__ import annotations

import json
from collections.abc import Iterator

import click

from ..learning.overview import mark
from ..learning.points import highest
from ..learning.standing import Step
from ..reports.wrapping import points, wrapped
from ..translation import say
from .colour import paint
from .common import registry, standing_here
from .streams import show_data


@click.command("list")
@click.option(
    "--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True,
    help="How to write the list.",
)  # fmt: skip
def list_katas(form: str) -> None:
    """Show all katas in teaching order, and how far you are with each."""
    found = registry()
    if form == "json":
        rows = [{"id": kata.id, "title": kata.title, "max_score": highest(kata)} for kata in found.katas.values()]
        show_data(json.dumps(rows, indent=2, ensure_ascii=False) + "\n")
        return
    steps = standing_here(found).steps
    width = max((len(each.kata.id) for each in steps), default=0)
    click.echo(paint("".join(f"{line}\n" for each in steps for line in _row(each, width))), nl=False)


def _row(step: Step, width: int) -> Iterator[str]:
    """A kata's lines: its id, how far it is or its points, how long it takes, its title, and what comes first."""
    kata = step.kata
    far = mark(step) or say("{points} points", points=points(step.max_score))
    time = say("{minutes} min", minutes=kata.minutes) if kata.minutes else ""
    start = f"{kata.id:<{width}}  {far:<9}  {time:>7}  "
    margin = " " * len(start)
    yield from wrapped(kata.title, start, margin)
    if kata.builds_on:
        yield from wrapped(say("after {katas}", katas=", ".join(kata.builds_on)), margin, margin)
