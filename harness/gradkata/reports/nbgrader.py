"""A grading as the CSV file that ``nbgrader export`` writes: a row for each learner and assignment."""

from __future__ import annotations

from ..results import Grading, Result
from .spreadsheet import Cell, csv_text

COLUMNS = (
    "assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email", "raw_score",
    "late_submission_penalty", "score", "max_score",
)  # fmt: skip


def render(grading: Grading) -> str:
    """The whole file. What a grading does not know, such as dates, stays empty, as nbgrader leaves it."""
    return csv_text([COLUMNS, *map(_row, grading.results)])


def _row(result: Result) -> list[Cell]:
    student = (result.who and result.who.user) or result.learner
    email = (result.who and result.who.email) or None
    return [
        result.kata, None, None, student, None, None, email, result.score, 0.0, result.score, result.max_score,
    ]  # fmt: skip
