"""Which known mistakes a class makes most: what to teach next."""

from __future__ import annotations

import collections
import dataclasses

from ...results import Grading, Kind, Result


@dataclasses.dataclass(frozen=True)
class Mistake:
    """A known mistake.

    Attributes:
        katas: where it was made.
        learners: how many made it, as far as their numbers tell.
        perhaps: how many more may have made it, since theirs look like this mistake and like others.
    """

    title: str
    katas: tuple[str, ...]
    learners: int
    perhaps: int


def common(grading: Grading) -> list[Mistake]:
    """The mistakes that were named, the most common first."""
    sure: dict[tuple[str, str], set[str]] = collections.defaultdict(set)
    unsure: dict[tuple[str, str], set[str]] = collections.defaultdict(set)
    katas: dict[tuple[str, str], dict[str, None]] = collections.defaultdict(dict)
    for result in grading.results:
        alike = collections.Counter(each.cause for each in result.misconceptions)
        for each in result.misconceptions:
            key = each.id, each.title
            katas[key][result.kata] = None
            (sure if alike[each.cause] == 1 else unsure)[key].add(result.learner)
    found = [
        Mistake(key[1], tuple(made_in), len(sure[key]), len(unsure[key] - sure[key])) for key, made_in in katas.items()
    ]
    return sorted(found, key=lambda each: (-each.learners, -each.perhaps, each.title, each.katas))


def unknown(grading: Grading) -> int:
    """How many results are wrong in a way that no known mistake explains."""
    return sum(map(_is_unknown, grading.results))


def _is_unknown(result: Result) -> bool:
    return result.explanation is not None and result.explanation.kind is Kind.NONE
