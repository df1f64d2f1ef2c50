"""A grading as a wide CSV file for spreadsheets: a learner a row, a kata a column, points, and their total."""

from __future__ import annotations

from ..results import Grading
from .spreadsheet import csv_text


def render(grading: Grading) -> str:
    """The whole file. A result that is missing, as after an interruption, is an empty cell."""
    scores = {(result.learner, result.kata): result.score for result in grading.results}
    learners = dict.fromkeys(result.learner for result in grading.results)
    katas = dict.fromkeys(result.kata for result in grading.results)
    rows = [[learner, *(scores.get((learner, kata)) for kata in katas)] for learner in learners]
    return csv_text(
        [
            ["learner", *katas, "total"],
            *([*row, sum(score for score in row[1:] if isinstance(score, int | float))] for row in rows),
        ]
    )
