"""``kata check``."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..errors import UsageError
from ..finding.submission import Submission, nearly_called
from ..finding.workspace import from_here
from ..learning.accessible import is_accessible
from ..learning.newest import newest, works
from ..learning.standing import standing
from ..reports.detail import render_result
from ..reports.problems import render_problems, set_in
from ..reports.wrapping import MARGIN, narrowed
from ..results import Result, Status
from ..translation import say
from .colour import paint
from .common import kata_called, kata_ids, refuse_elsewhere, registry, workspace_here

if TYPE_CHECKING:
    from ..learning.desk import Desk
    from ..sharing.asked import Asked


@dataclasses.dataclass(frozen=True)
class How:
    """How work is judged here, and shown."""

    seed: int | None
    maps: bool
    picture: Path | None
    problems: bool

    @property
    def given(self) -> dict[str, bool]:
        """The options, and whether each was given."""
        return {
            "--seed": self.seed is not None, "--map": self.maps, "--picture": self.picture is not None,
            "--problems": self.problems,
        }  # fmt: skip


@click.command()
@click.argument("names", metavar="[ID]...", nargs=-1, shell_complete=kata_ids)
@click.option("--all", "everything", is_flag=True, help="Judge your work on every kata.")
@click.option("--seed", type=click.IntRange(min=0), help="Repeat the random inputs of an earlier check.")
@click.option("--map", "maps", is_flag=True, help="Show which entries are wrong, and how.")
@click.option("--picture", type=click.Path(path_type=Path), help="Save a picture of which entries are wrong.")
@click.option("--problems", is_flag=True, help="Print a line for an editor for each problem; all else is on stderr.")
@click.option("--share", metavar="ADDRESS", help="Have it judged in the room at this address.")
@click.option("--as", "name", metavar="NAME", default="", help="With --share: who you are in that room.")
@click.option("--code", metavar="CODE", default="", help="With --share: be who you were, by a code from the teacher.")
def check(names: tuple[str, ...], everything: bool, share: str | None, name: str, code: str, **how: Any) -> None:
    """Judge your work on kata ID, or what you changed last: what passed, what did not, what to do next."""
    from ..learning.desk import Desk  # takes numpy, which a shell that completes ids has no time for

    here = How(**how)
    if names and everything:
        raise UsageError(say("--all is every kata: name none with it, or leave it away."))
    room = _room(share, name, code, here.given)
    found = registry()
    with Desk(found, workspace_here(found)) as desk:
        chosen, is_whole = _chosen(desk, names, everything)
        if room is not None:
            from .sharing import hand_in

            is_passed = hand_in(desk, chosen, room, everything=everything)
        else:
            is_passed = _judge(desk, chosen, here)
    if not (is_passed and is_whole):
        sys.exit(1)


def _room(share: str | None, name: str, code: str, others: dict[str, bool]) -> Asked | None:
    if share is None and not name and not code:
        return None
    from ..sharing.asked import asked_for  # whoever checks their work here has no need of it

    return asked_for(share, name, code, others)


def _judge(desk: Desk, chosen: Sequence[Submission], how: How) -> bool:
    """Judge work here, and show what came of it; whether all is passed."""
    results = desk.check(chosen, how.seed)
    are_shown = _maps(how.maps)
    with narrowed(len(MARGIN) if how.problems else 0):
        shown = [render_result(each, maps=are_shown, prints=True, then=desk.then(each)) for each in results]
    told = paint("\n".join(shown))
    click.echo(set_in(told) if how.problems else told, nl=False, err=how.problems)
    if how.problems:
        paths = [from_here(each.path) for each in chosen if each.path]
        click.echo("".join(map(render_problems, results, paths)), nl=False)
    for remark in [*desk.remarks, *_misnamed(results, desk), *_unseen(results, how.maps)]:
        click.echo(set_in(remark) if how.problems else remark, err=True)
    if how.picture is not None:
        _draw(results, how.picture)
    if desk.seed is not None and any(each.status is Status.FAILED for each in results):
        click.echo(say("(--seed {seed} repeats these inputs)", seed=desk.seed), err=True)
    return all(each.status is Status.PASSED for each in results)


def _misnamed(results: Sequence[Result], desk: Desk) -> list[str]:
    """Of work that is still the stub: what else there is that may be meant."""
    ids = [each.kata for each in results if each.status is Status.UNATTEMPTED]
    return [remark for each in ids if (remark := nearly_called(desk.workspace.work, desk.found.katas, each))]


def _unseen(results: Sequence[Result], are_asked_for: bool) -> list[str]:
    """That there is no map, where one was asked for."""
    has_maps = any(each.explanation and each.explanation.maps for each in results)
    is_wrong = any(each.status is Status.FAILED for each in results)
    return (
        [say("There is no map: no array of the right shape is wrong.")]
        if are_asked_for and is_wrong and not has_maps
        else []
    )


def _maps(are_asked_for: bool) -> bool | None:
    """Whether maps of signs are shown: never to whoever reads by ear; else if asked for, or where they say most."""
    if is_accessible():
        if are_asked_for:
            click.echo(say("Maps of signs are not shown while ACCESSIBLE=1 is set."), err=True)
        return False
    return are_asked_for or None


def _chosen(desk: Desk, names: Sequence[str], everything: bool) -> tuple[list[Submission], bool]:
    """The work to judge, and whether that is all that was asked for; of what is not there, it is said."""
    for name in names:
        refuse_elsewhere(name, desk.workspace)
    asked = list(dict.fromkeys(kata_called(name, desk.found).id for name in names))
    all_asked = desk.handed_in(asked)
    there = [each for each in all_asked if each.path]
    missing = [each for each in all_asked if not each.path]
    if not there:
        remark = " ".join(each.remark for each in missing if each.remark)
        first = next(iter(asked), next(iter(desk.found.katas)))
        raise UsageError(remark or _nothing(first, bool(asked), desk))
    for each in missing:
        begin = say("There is no work on {kata} yet: `kata start {kata}` begins", kata=each.kata)
        click.echo(each.remark or begin, err=True)
    return (there if asked or everything else _newest(desk, there)), not (asked and missing)


def _nothing(kata: str, is_asked_for: bool, desk: Desk) -> str:
    """That there is nothing to check, and what may be done about it."""
    if is_asked_for:
        return say("There is no work on {kata} yet: `kata start {kata}` begins", kata=kata)
    words = (
        "there is no work to check yet in {folder}: `kata start {kata}` begins; if you began elsewhere, go there first"
    )
    return say(words, folder=desk.workspace.work, kata=kata)


def _newest(desk: Desk, there: Sequence[Submission]) -> list[Submission]:
    """The work that was changed last, or else what is in hand; which it is, is said."""
    found = works(there, desk.progress.all(), desk.found.katas)
    chosen = newest(each for each in found if each.is_new)
    if chosen is not None:
        path = from_here(desk.workspace.work / chosen.path.name)
        click.echo(say("The newest that is not checked yet: {path}", path=path), err=True)
        return [chosen.submission]
    in_hand = standing(desk.found, desk.workspace).in_hand
    if in_hand is None or in_hand.work is None:  # gone meanwhile
        return list(there)
    path = from_here(desk.workspace.work / in_hand.work.path.name)
    click.echo(say("There is nothing new to check. In hand: {path}", path=path), err=True)
    return [in_hand.work.submission]


def _draw(results: Sequence[Result], path: Path) -> None:
    """A picture of the first result that has something to show."""
    from ..reports import pictures

    maps = next((each.explanation.maps for each in results if each.explanation and each.explanation.maps), None)
    if maps is None:
        click.echo(say("There is no picture: no array is wrong."), err=True)
        return
    pictures.save_maps(maps, path)
    click.echo(say("The picture is in {path}", path=path), err=True)
