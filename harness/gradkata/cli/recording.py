"""What commands that hand katas out share: which katas, and their tapes, with a line on how far they are."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from ..errors import UsageError
from ..kata import Kata
from ..kit import NAME
from ..plugins import Registry
from ..translation import say
from .common import kata_called


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
