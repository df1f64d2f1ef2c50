"""``kata list``."""

from __future__ import annotations

import json
from collections.abc import Sequence

import click

from ..kata import Kata, check_builds_on
from ..reports.wrapping import points, wrapped
from ..results import TestResult
from .common import registry
from .streams import show_data


@click.command("list")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
def list_katas(form: str) -> None:
    """Show all katas in teaching order."""
    katas = list(registry().katas.values())
    check_builds_on(katas)
    highest = {kata.id: sum(test.max_score for test in _tests(kata)) for kata in katas}
    if form == "json":
        rows = [{"id": kata.id, "title": kata.title, "max_score": highest[kata.id]} for kata in katas]
        show_data(json.dumps(rows, indent=2, ensure_ascii=False) + "\n")
        return
    width = max((len(kata.id) for kata in katas), default=0)
    for kata in katas:
        time = f"{kata.minutes} min" if kata.minutes else ""
        start = f"{kata.id:<{width}}  {points(highest[kata.id]):>3} points  {time:>7}  "
        margin = " " * len(start)
        click.echo("\n".join(wrapped(kata.title, start, margin)))
        if kata.builds_on:
            click.echo("\n".join(wrapped(f"after {', '.join(kata.builds_on)}", margin, margin)))


def _tests(kata: Kata) -> Sequence[TestResult]:
    """The tests of a kata: read off its suite where that is possible, since to collect it takes pytest and numpy."""
    from ..outlining.literals import CannotTell
    from ..outlining.outline import outline

    try:
        return outline(kata.suite)
    except CannotTell:
        from ..judging.judge import outlines
        from ..judging.suites import Suites

        with Suites() as suites:
            return outlines(kata, suites)
