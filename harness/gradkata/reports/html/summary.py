"""A grading in a few sentences, as a page begins with them."""

from __future__ import annotations

import collections
from collections.abc import Sequence

from ...results import Grading, Result
from ...translation import say, say_many
from ..wrapping import points
from .sections import status_word


def counted(results: Sequence[Result]) -> str:
    """How many results there are, and what became of them."""
    counts = collections.Counter(result.status for result in results)
    listed = ", ".join(f"{count} {status_word(status)}" for status, count in counts.most_common())
    return say_many("{number} result: {listed}.", "{number} results: {listed}.", len(results), listed=listed)


def scored(results: Sequence[Result]) -> str:
    """The points in all."""
    return say(
        "{score} of {highest} points.",
        score=points(sum(each.score for each in results)), highest=points(sum(each.max_score for each in results)),
    )  # fmt: skip


def repeated(grading: Grading) -> str:
    """How to repeat it, and what kept learners' code in."""
    return say(
        "Seed {seed} (--seed {seed} repeats it), isolation {isolation}.",
        seed=grading.seed, isolation=grading.isolation,
    )  # fmt: skip


def stopped(grading: Grading) -> str:
    """That results may be missing; empty if they are not."""
    return say("The grading was interrupted; results are missing.") if grading.interrupted else ""
