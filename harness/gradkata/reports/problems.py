"""A result as lines for an editor: ``work/softmax.py:8:1: error: …``, the form in which compilers tell theirs.

An editor marks the place, and shows the words beside it. There is one line for each place, the first of them with all
that the report says, and none where the work is passed.
"""

from __future__ import annotations

import textwrap
from pathlib import PurePath

from ..results import Place, Result, Status
from ..translation import say
from .detail import paragraphs
from .wrapping import MARGIN


def render_problems(result: Result, path: str) -> str:
    """The lines, each with a line end; empty if the result is passed.

    Args:
        path: of what was judged, as the editor knows it; other files of the learner's lie beside it.
    """
    if result.status is Status.PASSED:
        return ""
    severity = "info" if result.status is Status.UNATTEMPTED else "error"
    whole = " ".join(paragraphs(result))
    found: dict[Place | None, str] = {}
    for test in result.tests:
        is_told = bool(test.message) and test.status is not Status.PASSED
        if is_told and (found == {} or (test.place and test.place not in found and not result.held_up_by)):
            found[test.place] = test.message if found else whole
    lines = found or {None: whole}
    return "".join(_line(place, PurePath(path), severity, words) for place, words in lines.items())


def between_marks(problems: str, path: str) -> str:
    """The lines of one check between a first and a last line, for an editor that goes on reading.

    Nothing else is such, as all else that it reads is `set_in`.

    Args:
        problems: what `render_problems` gave; empty where the work is passed.
    """
    return f"problems in {path}:\n{problems}problems: {problems.count(chr(10))}\n"


def set_in(text: str) -> str:
    """What is shown where an editor looks for problems, and is none: no line of it begins at the first column, whatever
    a learner wrote."""
    return textwrap.indent(text, MARGIN)


def _line(place: Place | None, path: PurePath, severity: str, words: str) -> str:
    """One line. A cell's line is told in words: in the file of a notebook it has another number."""
    place = place or Place(path.name, 1)
    file, _, cell = place.file.partition(", cell ")
    if file.endswith(".py"):  # of marimo's: its lines are those of the file
        cell = ""
    told = say("cell {cell}, line {line}: {words}", cell=cell, line=place.line, words=words) if cell else words
    return f"{path.with_name(file)}:{1 if cell else place.line}:1: {severity}: {' '.join(told.split())}\n"
