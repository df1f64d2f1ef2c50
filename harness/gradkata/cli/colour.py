"""Colour for what a terminal shows: it says nothing that the words do not, and is left out where it is unwanted."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping

import click

from ..learning.accessible import is_accessible
from ..results import Status
from ..translation import say

COLOURS = {
    Status.PASSED: "green",
    Status.FAILED: "red",
    Status.ERROR: "red",
    Status.TIMEOUT: "red",
    Status.KILLED: "red",
    Status.UNATTEMPTED: "yellow",
    Status.SKIPPED: "yellow",
}


def is_coloured(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether standard output is a terminal that shows colour, and its user wants any (https://no-color.org)."""
    is_unwanted = bool(environ.get("NO_COLOR")) or is_accessible(environ) or environ.get("TERM") == "dumb"
    return sys.stdout.isatty() and not is_unwanted


def paint(text: str) -> str:
    """The same text, coloured if `is_coloured`: statuses, the line of a verdict, and the next step."""
    return coloured(text) if is_coloured() else text


def coloured(text: str) -> str:
    """The same text with colours in it, whatever it is shown on.

    What a learner's code printed stands further to the right than a status ever does, and stays as it is.
    """
    colours = {word: colour for status, colour in COLOURS.items() for word in (str(status), say(str(status)))}
    word = "|".join(map(re.escape, colours))
    step = "|".join(map(re.escape, {"Next:", say("Next:")}))
    kinds = re.compile(
        rf"^(?P<lead>  |\S.*?  )(?P<status>{word})(?=\s|$)|^(?P<verdict>\w+: )(?P<judged>{word})(?P<rest>, .*)$"
        rf"|^(?P<step>{step})",
        re.MULTILINE,
    )

    def one(found: re.Match[str]) -> str:
        if found["step"]:
            return click.style(found["step"], bold=True)
        if found["status"]:
            return found["lead"] + click.style(found["status"], fg=colours[found["status"]])
        judged = click.style(found["judged"], fg=colours[found["judged"]], bold=True)
        return click.style(found["verdict"], bold=True) + judged + click.style(found["rest"], bold=True)

    return kinds.sub(one, text)
