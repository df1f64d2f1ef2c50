"""A grading as a CSV file for Moodle's grade import: a learner a row, and for each kata a grade and feedback.

Grade and feedback have to be mapped in one import, or the grades are lost: so they stand side by side.
"""

from __future__ import annotations

import html

from ..results import Grading, Result
from .checks import advice, readable, verdict
from .identifying import identified
from .spreadsheet import Cell, csv_text


def render(grading: Grading) -> str:
    """The whole file. Learners are identified by what is known of them, and else by what they are called."""
    results = {(result.learner, result.kata): result for result in grading.results}
    katas = dict.fromkeys(result.kata for result in grading.results)
    identifier, learners = identified(grading.results)
    rows = [
        [known_by, *(cell for kata in katas for cell in _cells(results.get((learner, kata))))]
        for learner, known_by in learners.items()
    ]
    return csv_text([[identifier, *(name for kata in katas for name in (kata, f"{kata} feedback"))], *rows])


def _cells(result: Result | None) -> tuple[Cell, Cell]:
    """A grade and its feedback, which Moodle shows as HTML; both empty where the result is missing."""
    if result is None:
        return None, None
    said = "\n\n".join(filter(None, [readable(verdict(result)), advice(result)]))
    return result.score, html.escape(said, quote=False)
