"""How the points on each kata are spread over a class."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from ...results import Grading, Result, Status
from ...translation import say
from ..wrapping import points
from .sections import status_word

QUARTERS = (0.25, 0.5, 0.75)


@dataclasses.dataclass(frozen=True)
class Bar:
    """How many learners have so many points; ``width`` is the bar's, in percent of the longest that there can be."""

    label: str
    count: int
    width: float


@dataclasses.dataclass(frozen=True)
class Distribution:
    """The points on one kata, from all of them down to none."""

    kata: str
    bars: tuple[Bar, ...]


def distributions(grading: Grading) -> list[Distribution]:
    """One for each kata, in the order in which they come."""
    by_kata: dict[str, list[Result]] = {}
    for result in grading.results:
        by_kata.setdefault(result.kata, []).append(result)
    return [Distribution(kata, tuple(_bars(results))) for kata, results in by_kata.items()]


def _bars(results: Sequence[Result]) -> list[Bar]:
    highest = max(result.max_score for result in results)
    labels = _labels(highest)
    counts = dict.fromkeys(labels, 0)
    for result in results:
        counts[labels[_place(result, highest)]] += 1
    return [Bar(label, count, round(100 * count / len(results), 1)) for label, count in counts.items()]


def _labels(highest: float) -> list[str]:
    """What the bars are called: all points, less than that by quarters, none, and nothing handed in."""
    below = [say("up to {points}", points=points(quarter * highest)) for quarter in reversed(QUARTERS)]
    return [
        points(highest),
        say("below {points}", points=points(highest)),
        *below,
        "0",
        status_word(Status.UNATTEMPTED),
    ]


def _place(result: Result, highest: float) -> int:
    """The bar that a result belongs to, counted from the top."""
    if result.status == Status.UNATTEMPTED:
        return len(QUARTERS) + 3
    if result.score <= 0:
        return len(QUARTERS) + 2
    if result.score >= highest:
        return 0
    return 1 + sum(result.score <= quarter * highest for quarter in QUARTERS)
