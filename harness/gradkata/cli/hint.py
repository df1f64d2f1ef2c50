"""``kata hint``."""

from __future__ import annotations

import click

from ..errors import UsageError
from ..kata import Kata
from ..learning import hints
from ..learning.progress import Progress
from ..learning.standing import Standing
from ..translation import say
from .common import kata_called, kata_ids, registry, standing_here


@click.command()
@click.argument("name", metavar="[ID]", required=False, shell_complete=kata_ids)
@click.option("--again", is_flag=True, help="Show the hints that you have had, once more.")
def hint(name: str | None, again: bool) -> None:
    """Give the next hint on kata ID, or on the kata that you have in hand."""
    found = registry()
    now = standing_here(found)
    kata = kata_called(name, found) if name else _in_hand(now)
    progress = Progress(now.workspace)
    click.echo(hints.again(kata, progress) if again else hints.take(kata, progress), nl=False)
    if not any(step.work for step in now.steps if step.kata is kata):
        click.echo(say("You have not begun {kata} yet: `kata start {kata}`", kata=kata.id), err=True)
    if progress.remark:
        click.echo(progress.remark, err=True)


def _in_hand(now: Standing) -> Kata:
    """The kata in hand; which it is, is said."""
    if now.in_hand is None:
        first = now.steps[0].kata.id
        raise UsageError(say("there is no kata in work/ to give a hint on: `kata start {kata}` begins", kata=first))
    click.echo(say("The kata in hand: {kata}", kata=now.in_hand.kata.id), err=True)
    return now.in_hand.kata
