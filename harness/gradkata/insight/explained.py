"""One result in full, with where it comes from and the learner's other attempts."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Sequence

from ..gradebook.attempt import Attempt
from ..gradebook.policy import NEVER, Late, counting, grading
from ..results import Result, Status
from .mistakes import mistake_of


@dataclasses.dataclass(frozen=True)
class Past:
    """One attempt in short.

    Attributes:
        graded: when, as ISO 8601 in UTC.
        mistake: what was wrong, in a few words; empty where nothing was.
        counts: whether it is the one that counts.
    """

    graded: str
    status: Status
    score: float
    max_score: float
    mistake: str
    counts: bool


@dataclasses.dataclass(frozen=True)
class Explained:
    """A result, and what it depends on.

    Attributes:
        seed: what its inputs were drawn from.
        work: the digest of the learner's text and of all that it imports; two that are equal are of the same text.
        saved, graded: when, as ISO 8601 in UTC; empty where nobody knows, and where it was graded now.
        attempts: all that the gradebook has, the oldest first; none where there is no gradebook.
    """

    result: Result
    seed: int
    work: str
    saved: str = ""
    graded: str = ""
    attempts: tuple[Past, ...] = ()


def kept(
    attempts: Sequence[Attempt], whole: Callable[[Attempt], Attempt], policy: str = "last", late: Late = NEVER
) -> Explained:
    """The result that counts of a learner's attempts at a kata.

    Args:
        attempts: one or more, the oldest first; their results are not looked at.
        whole: gives an attempt with its result.
        policy: one of `gradebook.policy.POLICIES`.

    Raises:
        UsageError: the gradebook is damaged.
    """
    (chosen,) = counting(attempts, [], policy, late)
    (result,) = grading([chosen], whole, late).results
    return Explained(
        result, int(chosen.seed), chosen.work, chosen.saved, chosen.graded, tuple(_past(attempts, whole, chosen))
    )


def _past(attempts: Iterable[Attempt], whole: Callable[[Attempt], Attempt], chosen: Attempt) -> Iterable[Past]:
    for each in attempts:
        mistake = mistake_of(whole(each).judged()).words
        yield Past(each.graded, Status(each.status), each.score, each.max_score, mistake, each.id == chosen.id)
