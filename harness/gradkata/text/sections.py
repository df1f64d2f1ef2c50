"""The sections of a text in Markdown: what its headings part it into."""

from __future__ import annotations

import dataclasses
import re

FENCE = re.compile(r"^[ \t]*(```|~~~).*$", re.MULTILINE)
HEADING = re.compile(r"(#{1,6})[ \t]+(.*\S)")


@dataclasses.dataclass(frozen=True)
class Section:
    """A part of a text: its heading, as deep as it has ``#``, and its line; what stands below it."""

    depth: int
    heading: str
    line: int
    text: str


def sections_of(text: str) -> list[Section]:
    """The sections, each with those below it; words before any heading have the depth 0.

    What a fence encloses is no heading.
    """
    lines = text.splitlines()
    found = list[tuple[int, str, int]]()
    is_code = False
    for number, line in enumerate(lines, 1):
        is_code ^= FENCE.match(line) is not None
        heading = HEADING.match(line)
        if heading and not is_code:
            found.append((len(heading[1]), heading[2], number))
        elif line.strip() and not found:
            found.append((0, "", number))
    return [Section(*each, "\n".join(lines[each[2] : _end(found[at + 1 :], each[0])])) for at, each in enumerate(found)]


def _end(later: list[tuple[int, str, int]], depth: int) -> int | None:
    """The last line of a section: that before the next heading which is no deeper."""
    return next((line - 1 for other, _, line in later if other <= depth), None)
