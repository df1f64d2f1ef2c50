"""The table of a class: what each learner has on each kata, in points and in words."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from ...results import Grading, Result, Status
from ...translation import say
from ..wrapping import points
from .sections import status_word

JUDGED = (Status.PASSED, Status.FAILED)
UNJUDGED, UNATTEMPTED, MISSING = -1.0, -2.0, -3.0  # where such work stands when a column is sorted by its points


@dataclasses.dataclass(frozen=True)
class Cell:
    """A learner's result on one kata; ``number`` is what it is sorted by."""

    status: str
    word: str
    points: str
    number: float


@dataclasses.dataclass(frozen=True)
class Row:
    """A learner's results; ``anchor`` is the section of the page that tells them in full."""

    anchor: str
    learner: str
    total: str
    number: float
    cells: tuple[Cell, ...]


@dataclasses.dataclass(frozen=True)
class Matrix:
    """Learners by katas.

    Attributes:
        passed: how many learners passed each kata.
        highest: the points that there are on each kata, and in all.
    """

    katas: tuple[str, ...]
    rows: tuple[Row, ...]
    passed: tuple[int, ...]
    highest: tuple[str, ...]
    total: str


def matrix(grading: Grading, learners: Sequence[str]) -> Matrix:
    """The table, with learners and katas in the order in which they come."""
    katas = tuple(dict.fromkeys(result.kata for result in grading.results))
    results = {(result.learner, result.kata): result for result in grading.results}
    highest = {result.kata: result.max_score for result in grading.results}
    rows = [
        _row(number, learner, [results.get((learner, kata)) for kata in katas])
        for number, learner in enumerate(learners, 1)
    ]
    passed = [sum(row.cells[place].status == Status.PASSED for row in rows) for place in range(len(katas))]
    all_points = points(sum(highest.values()))
    return Matrix(katas, tuple(rows), tuple(passed), tuple(points(highest[kata]) for kata in katas), all_points)


def _row(number: int, learner: str, results: Sequence[Result | None]) -> Row:
    total = sum(result.score for result in results if result)
    return Row(f"learner-{number}", learner, points(total), total, tuple(map(_cell, results)))


def _cell(result: Result | None) -> Cell:
    if result is None:  # the grading was interrupted
        return Cell("missing", say("not judged"), "", MISSING)
    if result.status in JUDGED:
        number = result.score
    else:
        number = UNATTEMPTED if result.status == Status.UNATTEMPTED else UNJUDGED
    shown = points(result.score) if result.status in JUDGED else ""
    return Cell(str(result.status), status_word(result.status), shown, number)
