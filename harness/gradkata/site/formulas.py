"""The indented lines of a task that are formulas, set as MathML; lines that are not understood stay as they are."""

from __future__ import annotations

import contextlib
import html
import re
from collections.abc import Container, Iterable

from .mathml import RELATIONS, NotUnderstoodError, row

GAP = re.compile(r" {2,}(?![ =←])")  # columns; before a relation, spaces only bring it below the one above
SIGN = re.compile(r" +([=←]) +")


def formulas(source: str, names: Iterable[str] = ()) -> str | None:
    """A block of lines as one ``<math>``; None where not all of them are formulas.

    Args:
        source: the lines, without their common indent.
        names: what is a name in the code of the task, so that other words can be set as words.
    """
    lines = [line.strip() for line in source.splitlines() if line.strip()]
    known = set(names) | {SIGN.split(line)[0] for line in lines}
    try:
        rows = "".join(_row(line, known) for line in lines)
    except NotUnderstoodError:
        return None
    note = f'<annotation encoding="text/plain">{html.escape(source.strip(chr(10)), quote=False)}</annotation>'
    table = f'<mtable displaystyle="true">{rows}</mtable>'
    return f'<math display="block"><semantics>{table}{note}</semantics></math>'


def _row(line: str, names: Container[str]) -> str:
    """One line: what is left of its sign, the sign, what is right of it, and what else is said of it.

    Raises:
        NotUnderstoodError: it is no formula.
    """
    first, *others = GAP.split(line)
    parts = SIGN.split(first, maxsplit=1)
    if len(parts) != 3:
        raise NotUnderstoodError(line)
    left, sign, right = parts
    cells = [f"<mtd>{row(left, names)}</mtd>", f"<mtd><mo>{sign}</mo></mtd>", f"<mtd>{row(right, names)}</mtd>"]
    return f"<mtr>{''.join(cells)}{''.join(_other(each, names) for each in others)}</mtr>"


def _other(part: str, names: Container[str]) -> str:
    """A further formula in the same line, or words on it."""
    inside = f"<mtext>{html.escape(part, quote=False)}</mtext>"
    if any(f" {sign} " in part for sign in RELATIONS):
        with contextlib.suppress(NotUnderstoodError):
            inside = row(part, names)
    return f'<mtd class="more">{inside}</mtd>'
