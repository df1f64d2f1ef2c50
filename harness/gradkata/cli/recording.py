"""What commands that hand katas out share: which katas, their tapes, with a line on how far they are, and a page."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import UsageError
from ..kata import Kata
from ..kit import NAME
from ..plugins import Registry
from ..translation import say
from .common import kata_called, kata_ids, scratch

if TYPE_CHECKING:
    from ..serving.pages import Page

KATAS = click.option(
    "--kata", "asked", metavar="ID", multiple=True, shell_complete=kata_ids,
    help="Have this kata in it; may be given several times.",
)  # fmt: skip


def asked_for(found: Registry, asked: Sequence[str]) -> list[Kata]:
    """The katas that were named, or all, in teaching order, with those that they build on.

    Raises:
        UsageError: there is no such kata, or neither its reference nor its tape is here.
    """
    wanted = {kata_called(name, found).id for name in asked} or set(found.katas)
    left = list(wanted)
    while left:
        new = set(found.katas[left.pop()].builds_on) - wanted
        wanted |= new
        left += new
    katas = [kata for name, kata in found.katas.items() if name in wanted]
    for kata in katas:
        if not kata.has_reference and not (kata.hidden / NAME).is_file():
            words = "there is no reference of {kata} here: what is right is recorded from it"
            raise UsageError(say(words, kata=kata.id))
    return katas


def tapes(katas: Sequence[Kata]) -> dict[str, bytes]:
    """The tapes of katas, recorded now if they are not known yet.

    Raises:
        UsageError: a reference does not pass its own suite.
    """
    from ..kit.tapes import tapes_of  # with numpy, and all that judges

    words = say("recording answers, which takes some minutes the first time")
    with click.progressbar(length=len(katas), label=words, file=sys.stderr) as bar:
        return tapes_of(katas, told=lambda _: bar.update(1))


def pages_of(
    katas: Sequence[Kata], pyodide: Path | None, *, has_work: bool = False, room: str = ""
) -> dict[str, Page]:  # fmt: skip
    """The files of a page for katas, to be served.

    Args:
        has_work: whether a learner's files are behind it.
        room: where it asks a room, if there is one; then it needs no Python of its own, and no tapes.

    Raises:
        UsageError: it cannot be made.
    """
    from ..serving.pages import pages_in
    from ..site.building import build

    folder = scratch()
    try:
        build(katas, tapes(katas) if pyodide or not room else {}, folder, pyodide, room)
        return pages_in(folder, has_work=has_work)
    except OSError as error:
        words = "{path} cannot be written ({reason})"
        raise UsageError(say(words, path=error.filename or folder, reason=error.strerror)) from None
