"""A grading as a CSV file for the import of Canvas' gradebook: a learner a row, a kata a column.

Canvas knows learners by its own number, which its exports name, or by the name that they log in with. Of columns that
it does not know it asks which assignments they are for.
"""

from __future__ import annotations

from ..results import Grading, Result
from .spreadsheet import Cell, csv_text

COLUMNS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
POINTS = "    Points Possible"  # by which, with its spaces, Canvas knows that the row is no learner


def render(grading: Grading) -> str:
    """The whole file. A result that is missing, as after an interruption, is an empty cell, which changes no grade."""
    results = {(result.learner, result.kata): result for result in grading.results}
    katas = {result.kata: result.max_score for result in grading.results}
    rows: list[list[Cell]] = [[*COLUMNS, *katas], [POINTS, *("" for _ in COLUMNS[1:]), *katas.values()]]
    for learner, result in {result.learner: result for result in grading.results}.items():
        found = [results.get((learner, kata)) for kata in katas]
        scores: list[Cell] = [each.score if each else None for each in found]
        rows.append([learner, *_known(result), *scores])
    return csv_text(rows)


def _known(result: Result) -> list[Cell]:
    """What Canvas knows a learner by; numbers of its own are digits alone."""
    number = result.who.id if result.who and result.who.id.isdecimal() else None
    return [number, None, (result.who and result.who.user) or None, None]
