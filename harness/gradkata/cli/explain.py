"""``kata explain``."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..errors import UsageError
from ..gradebook import book
from ..insight.names import kata_of, learner_called
from ..learning.accessible import is_accessible
from ..plugins import Registry
from ..translation import say
from . import handed_in
from .common import id_of, kata_ids, registry
from .gradebook import Function, choices, late_rule
from .streams import show_data

if TYPE_CHECKING:
    from ..insight.explained import Explained


LEVELS = ("auto", "strict", "filter", "process")  # those of boundary.levels, which imports numpy
SOURCES = (
    click.option(
        "--gradebook", "files", metavar="FILE", multiple=True, type=click.Path(path_type=Path),
        help="Tell the attempt that counts in FILE, and all others in short.",
    ),
    click.option(
        "--in", "paths", metavar="PATH", multiple=True, type=click.Path(path_type=Path),
        help="Grade what is in PATH now, and tell everything.",
    ),
    click.option(
        "--seed", type=click.IntRange(min=0), help="With --in, repeat the random inputs of an earlier grading."
    ),
    click.option(
        "--isolation", type=click.Choice(LEVELS), default="auto", show_default=True,
        help="What keeps learners' code in.",
    ),
    handed_in.options,
)  # fmt: skip


def _sources(command: Function) -> Function:
    """The options that say where the result comes from."""
    for option in reversed(SOURCES):
        command = option(command)
    return choices(command)


@click.command()
@click.argument("learner", metavar="LEARNER")
@click.argument("name", metavar="KATA", shell_complete=kata_ids)
@_sources
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="How to write what was found.",
)  # fmt: skip
def explain(learner: str, name: str, files: Sequence[Path], paths: Sequence[Path], form: str, **how: Any) -> None:
    """Tell one result in full: why LEARNER has these points on KATA.

    A part of the learner's name is enough, if no other name has it. Exit status: 0 it is told, 2 it is not to be had.
    """
    if bool(files) == bool(paths):
        words = (
            "say where the result is to come from: --gradebook FILE for one that is kept, or --in PATH to grade the "
            "work now"
        )
        raise UsageError(say(words))
    found = registry()
    told = (
        _kept(found, learner, id_of(name), files, **how) if files else _now(found, learner, id_of(name), paths, **how)
    )
    from ..insight import explain_text

    if form == "json":
        show_data(explain_text.as_json(told))
    else:
        click.echo(explain_text.as_text(told, maps=not is_accessible()), nl=False)


def _kept(
    found: Registry, learner: str, name: str, files: Sequence[Path], *, chosen: str, late: Any, penalty: float | None,
    **_: Any,
) -> Explained:  # fmt: skip
    from ..insight.explained import kept

    rule = late_rule(late, penalty)
    with book.Shelf(files) as shelf:
        heads = shelf.heads()
        who = learner_called(learner, (each.learner for each in heads))
        own = [each for each in heads if each.learner == who]
        kata = kata_of(name, who, {each.kata for each in own}, found)
        return kept([each for each in own if each.kata == kata], shelf.whole, chosen, rule)


def _now(
    found: Registry, learner: str, name: str, paths: Sequence[Path], *, seed: int | None, isolation: str, lms: bool,
    layout: str, **_: Any,
) -> Explained:  # fmt: skip
    submissions = handed_in.handed_in(paths, found, lms=lms, layout=layout)
    who = learner_called(learner, (each.learner for each in submissions))
    own = {each.kata: each for each in submissions if each.learner == who and each.path}
    kata = kata_of(name, who, own, found)
    from ..insight.judged_now import judged_now

    return judged_now(found, own[kata], secrets.randbits(32) if seed is None else seed, isolation)
