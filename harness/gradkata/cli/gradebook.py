"""``kata gradebook``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from .. import plugins
from ..errors import UsageError
from ..gradebook import book, policy
from ..results import Grading
from ..translation import say, say_many
from .common import registry
from .output import output
from .streams import show_data

Function = TypeVar("Function", bound=Callable[..., Any])

FILES = click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
CHOICES = (
    click.option(
        "--policy", "chosen", type=click.Choice(list(policy.POLICIES)), default="last", show_default=True,
        help="Which of a learner's attempts counts.",
    ),
    click.option("--late", metavar="DEADLINE", type=policy.deadline, help="What was saved after it has less points."),
    click.option("--penalty", metavar="PERCENT", type=click.FloatRange(0, 100), help="How much less, with --late."),
)  # fmt: skip


def choices(command: Function) -> Function:
    """The options that say which attempt counts."""
    for option in reversed(CHOICES):
        command = option(command)
    return command


def late_rule(late: Any, penalty: float | None) -> policy.Late:
    """What is taken off late work, as the options say.

    Raises:
        UsageError: one of both is missing.
    """
    if (late is None) != (penalty is None):
        raise UsageError(say("--late DEADLINE and --penalty PERCENT go together: say both"))
    return policy.NEVER if late is None else policy.Late(late, penalty or 0.0)


@click.group()
def gradebook() -> None:
    """What `kata grade --gradebook FILE` has kept.

    Several files are read as one; an attempt that is in several of them comes once.
    """


@gradebook.command()
@FILES
@choices
def show(files: Sequence[Path], **choices: Any) -> None:
    """Show the results in gradebooks as a table."""
    found = registry()
    output(found.formats, "table", None).deliver(_grading(files, found, **choices))


@gradebook.command()
@FILES
@choices
@click.option("--format", "form", metavar="FORMAT", help="How to write the report: json, ...")
@click.option("--out", type=click.Path(path_type=Path), help="Where to write it; its ending tells the format.")
def export(files: Sequence[Path], form: str | None, out: Path | None, **choices: Any) -> None:
    """Write the results in gradebooks as a report."""
    found = registry()
    report = output(found.formats, form, out)
    report.deliver(_grading(files, found, **choices))


@gradebook.command()
@FILES
@click.option("--all", "is_all", is_flag=True, help="Show all, however many lines it takes.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="How to write what was found.",
)  # fmt: skip
def stuck(files: Sequence[Path], is_all: bool, form: str) -> None:
    """Show who has tried a kata several times and not passed it, and where.

    Who needs help most comes first.
    """
    from ..insight import stuck_text
    from ..insight.stuck import stuck

    found = registry()
    with book.Shelf(files) as shelf:
        if not (heads := shelf.heads()):
            raise UsageError(say("{path} holds no results yet", path=", ".join(map(str, files))))
        told = stuck(heads, shelf.whole, list(found.katas))
    if form == "json":
        show_data(stuck_text.as_json(told))
    else:
        click.echo(stuck_text.as_text(told, is_all=is_all), nl=False)


@gradebook.command()
@FILES
@click.option(
    "--into", required=True, metavar="FILE", type=click.Path(path_type=Path), help="The one to put them into."
)
def merge(files: Sequence[Path], into: Path) -> None:
    """Put several gradebooks into one.

    It may be there already; what it has comes once.
    """
    count, new = book.merge(files, into)
    words = say_many("{number} attempt is in {path}", "{number} attempts are in {path}", count, path=into)
    click.echo(say("{words}; {new} of them came in now", words=words, new=new), err=True)


def _grading(files: Sequence[Path], found: plugins.Registry, chosen: str, late: Any, penalty: float | None) -> Grading:
    """What counts of the attempts in all files; that they were asked different things is told."""
    rule = late_rule(late, penalty)
    with book.Shelf(files) as shelf:
        counting = policy.counting(shelf.heads(), list(found.katas), chosen, rule)
        if not counting:
            raise UsageError(say("{path} holds no results yet", path=", ".join(map(str, files))))
        grading = policy.grading(counting, shelf.whole, rule)
    if (seeds := len({each.seed for each in counting})) > 1:
        words = "Remark: these results are from {number} seeds; the one that is told is that of the newest result"
        click.echo(say(words, number=seeds), err=True)
    return grading
