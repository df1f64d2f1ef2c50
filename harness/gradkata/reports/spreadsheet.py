"""CSV files in which no text is taken for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from .safe_text import clean_text, number

FORMULA = (*"=+-@", *"＝＋－＠", "\t", "\r", "\n")  # what a formula begins with, in one spreadsheet or another

Cell = str | float | None


def csv_text(rows: Iterable[Sequence[Cell]]) -> str:
    """The rows as CSV, lines ending in ``\\n``: numbers as they are, None as an empty cell, text as text.

    Text that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows([_cell(each) for each in row] for row in rows)
    return file.getvalue()


def _cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if not isinstance(cell, str):
        return str(number(cell))
    text = clean_text(cell)
    safe = f"'{text}" if text.startswith(FORMULA) else text
    return safe.replace("\r\n", "\n").replace("\r", "\n")  # a line end that some readers take for the row's
