"""What a diagnosis is worth beside the key."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass

from gradkata.results import Kind, Status

from .judging import Seen
from .solutions import Solution

CERTAIN = (Kind.ONE, Kind.PAIR)  # the kinds that leave nothing open


class Group(enum.StrEnum):
    """What there is to find in a solution."""

    RIGHT = "right"
    SINGLE = "single"  # one mistake, which the kata knows
    DOUBLE = "double"  # several, at least one of which it knows
    UNLISTED = "unlisted"  # none that it knows


class Outcome(enum.StrEnum):
    """What was said of a wrong solution, the best first."""

    BOTH = "both mistakes"
    ITSELF = "the mistake itself"
    FIRST = "the mistake, first of several that look alike"
    AMONG = "the mistake, among several that look alike"
    MORE = "the mistake, and that something else is wrong as well"
    ONE_ONLY = "one of the mistakes, and nothing of the other"
    TOLD = "no mistake by name, but what happened"
    UNKNOWN = "which numbers are wrong, and that no known mistake gives them"
    WRONG_PERHAPS = "another mistake, as one of several or as a part"
    WRONG = "another mistake"
    PASSED = "that it is right"


ORDER = list(Outcome)
FOUND = (Outcome.BOTH, Outcome.ITSELF, Outcome.FIRST, Outcome.AMONG, Outcome.MORE, Outcome.ONE_ONLY)
FALSE = (Outcome.WRONG_PERHAPS, Outcome.WRONG)


def group(solution: Solution) -> Group:
    if solution.is_right:
        return Group.RIGHT
    if not solution.true_names:
        return Group.UNLISTED
    return Group.SINGLE if len(solution.expected) == 1 else Group.DOUBLE


def outcome(solution: Solution, seen: Seen) -> Outcome:
    """What was said of a wrong solution on one seed."""
    if seen.status == Status.PASSED:
        return Outcome.PASSED
    if not seen.named:
        return Outcome.TOLD if seen.is_told else Outcome.UNKNOWN
    if seen.kind == Kind.SEVERAL:
        return _of_alternatives(solution, seen)
    if _right(solution, seen) < len(seen.causes):
        return Outcome.WRONG if seen.kind in CERTAIN else Outcome.WRONG_PERHAPS
    if len(solution.expected) == 1:
        return Outcome.ITSELF if seen.kind == Kind.ONE else Outcome.MORE
    if _hits(solution, seen) == len(solution.expected):
        return Outcome.BOTH
    return Outcome.ONE_ONLY if seen.kind == Kind.ONE else Outcome.MORE


def _of_alternatives(solution: Solution, seen: Seen) -> Outcome:
    """Of several mistakes each is said to explain everything by itself."""
    if not solution.true_names.intersection(seen.named):
        return Outcome.WRONG_PERHAPS
    if len(solution.expected) > 1:
        return Outcome.ONE_ONLY
    return Outcome.FIRST if seen.named[0] in solution.true_names else Outcome.AMONG


def _right(solution: Solution, seen: Seen) -> int:
    """How many causes were named rightly: one of the alternatives is true."""
    return sum(any(each.id in solution.true_names for each in cause) for cause in seen.causes)


def _hits(solution: Solution, seen: Seen) -> int:
    """How many of the mistakes were named; a cause stands for one, whatever its alternatives are."""
    hits = sum(bool(set(names).intersection(seen.named)) for names in solution.expected)
    return min(hits, _right(solution, seen))


@dataclass(frozen=True)
class Judged:
    """A solution with what came of it on every seed; what counts is the worst."""

    solution: Solution
    seen: Sequence[Seen]

    @property
    def group(self) -> Group:
        return group(self.solution)

    @property
    def outcomes(self) -> list[Outcome]:
        """Of a wrong solution, on each seed."""
        return [outcome(self.solution, each) for each in self.seen]

    @property
    def outcome(self) -> Outcome:
        """Of a wrong solution, the worst."""
        return max(self.outcomes, key=ORDER.index)

    @property
    def worst(self) -> Seen:
        """What was said on the first seed on which it was worst."""
        return self.seen[self.outcomes.index(self.outcome)]

    @property
    def failures(self) -> list[Seen]:
        """Of a right solution, where it did not pass."""
        return [each for each in self.seen if each.status != Status.PASSED]

    @property
    def known(self) -> int:
        """How many of its mistakes have a name."""
        return sum(bool(names) for names in self.solution.expected)

    @property
    def found(self) -> int:
        """How many of those were named on the worst seed, by whatever was said."""
        return _hits(self.solution, self.worst) if self.outcome in (*FOUND, *FALSE) else 0
