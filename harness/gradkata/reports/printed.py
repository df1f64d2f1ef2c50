"""What a learner's code printed, in a few lines: enough to see where it went, and no flood."""

from __future__ import annotations

from ..results import Result, Status
from ..translation import say, say_many
from .wrapping import width

MOST = 4  # lines below the heading
MARGIN = " " * 4
RAN = (Status.PASSED, Status.FAILED)  # to its end, so that all it printed is counted


def printed(result: Result) -> list[str]:
    """At most 5 lines of at most 80 columns: a heading and the first of what was printed; none if nothing was."""
    if not result.printed.strip():
        return []
    lines = result.printed.split("\n")
    count = max(result.printed_lines, len(lines))
    shown = lines[:MOST] if count <= MOST and count == len(lines) else lines[: MOST - 1]
    more = count - len(shown)
    return [say("Your code printed:"), *(_cut(f"{MARGIN}{line}") for line in shown), *_more(result, more)]


def _more(result: Result, more: int) -> list[str]:
    """That there are lines that are not shown, and how many."""
    if not more:
        return []
    if result.status in RAN:
        said = say_many("... and {number:,} line more", "... and {number:,} lines more", more)
    else:
        said = say_many("... and at least {number:,} line more", "... and at least {number:,} lines more", more)
    return [f"{MARGIN}{said}"]


def _cut(line: str) -> str:
    line = line.rstrip()
    return line if len(line) <= width() else f"{line[: width() - 1]}…"
