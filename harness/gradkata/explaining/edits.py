"""Edits to the text of a reference that apply exactly once, and where they apply if they do not."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from ..errors import UsageError
from ..text.source import Cell, NotebookError, code_cells, with_sources
from ..translation import say

ALIKE = 0.5  # a line that has so much of what was looked for may be the one that was meant


class NotOnceError(UsageError):
    """What is to be replaced does not stand exactly once in the code; the message says where it does, or might.

    The message is made when it is asked for: pairs of mistakes that cannot be made together are tried by the hundred.
    """

    def __init__(self, what: str, find: str, cells: tuple[Cell, ...]):
        super().__init__(what, find, cells)
        self.what, self.find, self.cells = what, find, cells

    def __str__(self) -> str:
        places = list(_places(self.find, self.cells))
        if places:
            words = "{what} applies {number} times, not once: {text!r} stands in {places}"
            return say(words, what=self.what, number=len(places), text=self.find, places=_listed(places))
        return say("{what} does not apply: {reason}", what=self.what, reason=_nearest(self.find, self.cells))


def edited(what: str, find: str, replace: str, text: str, suffix: str) -> str:
    """The text of a reference, ``.py`` or ``.ipynb``, with ``replace`` where ``find`` stood.

    Args:
        what: what messages call the edit.

    Raises:
        NotOnceError: ``find`` does not stand exactly once in the code.
        UsageError: the text is no notebook, though it should be.
    """
    try:
        cells = code_cells(text, suffix)
    except NotebookError as error:
        raise UsageError(say("{what} does not apply: the reference {reason}", what=what, reason=error)) from None
    holding = [cell for cell in cells if find in cell.source]
    if len(holding) != 1 or holding[0].source.count(find) != 1:
        raise NotOnceError(what, find, cells)
    (cell,) = holding
    return with_sources(text, suffix, {cell.number: cell.source.replace(find, replace)})


def _places(find: str, cells: tuple[Cell, ...]) -> Iterator[tuple[Cell, int]]:
    """Where ``find`` stands: the cell, and the line of its first character that is no line end."""
    leading = len(find) - len(find.lstrip("\n"))
    for cell in cells:
        line = 1
        for part in cell.source.split(find)[:-1]:
            line += part.count("\n")
            yield cell, line + leading
            line += find.count("\n")


def _listed(places: list[tuple[Cell, int]]) -> str:
    """``lines 3, 5 and 9`` of a module; ``cell 5, line 3 and cell 7, line 1`` of a notebook."""
    if places[0][0].number:
        return say(" and ").join(cell.where(line) for cell, line in places)
    *first, last = [str(line) for _, line in places]
    return say("lines {lines} and {last}", lines=", ".join(first), last=last)


def _nearest(find: str, cells: tuple[Cell, ...]) -> str:
    """What of ``find`` is not in the code, and the line of the code that is most like it."""
    lines = [
        (cell.where(number), line.strip()) for cell in cells for number, line in enumerate(cell.source.splitlines(), 1)
    ]
    parts = [part.strip() for part in find.splitlines() if part.strip()]
    part = next((part for part in parts if not any(part in line for _, line in lines)), parts[0])
    place, line = max(lines, key=lambda each: _likeness(part, each[1]), default=("", ""))
    missing = say("{text!r} does not stand in the code", text=find)
    if _likeness(part, line)[0] < ALIKE:
        return missing
    words = "{missing}; the nearest to {part!r} is {place}: {line!r}"
    return say(words, missing=missing, part=part, place=place, line=line)


def _likeness(part: str, line: str) -> tuple[float, float]:
    """How much of ``part`` is in a line, more than a character at a time; then how much else the line has."""
    matcher = difflib.SequenceMatcher(None, part, line, autojunk=False)
    found = sum(block.size for block in matcher.get_matching_blocks() if block.size > 1)
    return found / len(part), matcher.ratio()
