"""``kata check --share``: the work is handed in to a room, and judged there."""

from __future__ import annotations

import http
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from .. import interruption
from ..errors import UsageError
from ..finding.submission import Submission
from ..learning.newest import saved_at
from ..reports.wrapping import wrapped
from ..results import Status
from ..sharing.errors import RefusedError
from ..sharing.files import files_of
from ..sharing.kept import Kept, usual
from ..sharing.outcomes import result_of, shown
from ..sharing.room import Room
from ..sharing.shapes import Ticket
from ..sharing.telling import Telling
from ..sharing.visit import Visit, Who
from ..translation import say
from .colour import paint
from .waiting import Line

if TYPE_CHECKING:
    from ..learning.desk import Desk
    from ..sharing.asked import Asked

Handed = list[tuple[Submission, str, Ticket]]  # with when its file was saved


def hand_in(desk: Desk, chosen: Sequence[Submission], asked: Asked, *, everything: bool) -> bool:
    """Hand work in, and show what comes of it, in order; whether all is passed.

    Args:
        everything: whether what is closed in the room is passed over.

    Raises:
        UsageError: there is no room, or it does not take all of the work.
        Interrupted: the process has been asked to end; what was handed in stays there.
    """
    left: Handed = []  # handed in, and not shown yet
    with Line() as line:
        try:
            telling = Telling(line.remark, line.place, line.busy)
            visit = Visit(Room(asked.address), Kept(usual(), line.remark), _who(asked), telling)
            refused = _hand_in_each(visit, _open(visit, chosen, line) if everything else chosen, desk, left)
            is_passed = _show_each(visit, desk, left, line)
        except KeyboardInterrupt:
            raise interruption.Interrupted(_cost(left, asked)) from None
    if refused is not None:
        raise refused
    return is_passed


def _who(asked: Asked) -> Who:
    return Who(asked.name, asked.code, _ask if sys.stdin.isatty() else None)


def _ask() -> str:
    words = (
        "Your name, what you hand in and what comes of it are kept on the teacher's machine, and seen by the teacher."
    )
    click.echo("\n".join(wrapped(say(words))), err=True)
    return str(click.prompt(say("Your name there"), err=True))


def _open(visit: Visit, chosen: Sequence[Submission], line: Line) -> list[Submission]:
    """The work on what can be handed in; of the rest, it is said.

    Raises:
        UsageError: there is none.
    """
    found = [each for each in chosen if visit.open.get(each.kata)]
    closed = ", ".join(each.kata for each in chosen if each not in found)
    if closed:
        words = say("Not open in this room: {katas}", katas=closed)
        if not found:
            raise UsageError(words)
        line.remark(words)
    return found


def _hand_in_each(visit: Visit, chosen: Sequence[Submission], desk: Desk, handed: Handed) -> UsageError | None:
    """Hand in what the room takes; why it does not take something, if so. What is closed holds up nothing else."""
    refused: UsageError | None = None
    for each in chosen:
        assert each.path is not None
        saved = saved_at(each.path)
        try:
            handed.append((each, saved, visit.hand_in(each.kata, files_of(each, desk.found.katas))))
        except UsageError as error:
            refused = refused or error
            if not (isinstance(error, RefusedError) and error.status == http.HTTPStatus.CONFLICT):
                break
    return refused


def _show_each(visit: Visit, desk: Desk, left: Handed, line: Line) -> bool:
    """Show what came of each, in order, and count it as a check; whether all is passed."""
    is_passed, between = True, ""
    while left:
        submission, saved, ticket = left[0]
        outcome = visit.outcome(ticket)
        with interruption.after():
            line.clear()
            result = result_of(outcome)
            desk.keep(result, saved)
            click.echo(between + paint(shown(outcome, desk.then(result))), nl=False)
            if submission.remark:
                click.echo(submission.remark, err=True)
            is_passed, between = is_passed and result.status is Status.PASSED, "\n"
            del left[0]
    for remark in desk.remarks:
        click.echo(remark, err=True)
    return is_passed


def _cost(left: Handed, asked: Asked) -> str:
    """What it costs to stop now: nothing, where something has been handed in already."""
    if not left:
        return ""
    command = f"kata check {' '.join(each.kata for each, *_ in left)} --share {asked.address}"
    return say("what is handed in stays there; `{command}` shows what came of it", command=command)
