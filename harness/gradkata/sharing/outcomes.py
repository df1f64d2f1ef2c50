"""What came of something that was handed in, as a terminal or a notebook of this machine shows it."""

from __future__ import annotations

from ..boundary.sanitizing import clean, clean_columns
from ..learning.accessible import is_accessible
from ..reports.safe_text import shortened
from ..reports.wrapping import wrapped
from ..results import Misconception, Result
from .shapes import Outcome

MOST_SHOWN = 20_000  # characters: a result fits on a screen, with what the code printed on two


def shown(outcome: Outcome, then: str = "") -> str:
    """All that the room has to say of it, with a line end: nothing in it that a terminal obeys.

    To whoever reads by ear, no rows of signs are shown.

    Args:
        then: what to do when it is passed, or where to begin; often empty.
    """
    text = clean_columns(shortened(outcome.text, MOST_SHOWN)).strip("\n")
    maps = outcome.explanation.maps if outcome.explanation and is_accessible() else ()
    rows = {" ".join(row) for each in maps for row in each.rows}
    lines = [line for line in text.split("\n") if line.strip() not in rows - {""}]
    return "".join(f"{line}\n" for line in [*lines, *(["", *wrapped(then)] if then else [])])


def result_of(outcome: Outcome) -> Result:
    """The result, as far as progress keeps it."""
    named = tuple(Misconception(clean(each.id, 200), "", "") for each in outcome.misconceptions)
    return Result("", outcome.kata, outcome.status, outcome.score, outcome.max_score, 0.0, (), named)
