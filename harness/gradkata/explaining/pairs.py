"""Two mistakes that explain a learner's faults: each its own part of them, or only both made together."""

from __future__ import annotations

import enum
import itertools
from collections.abc import Iterable, Sequence

from .catalogue import Catalogue
from .faults import Faults, Place
from .fit import Fit
from .mistakes import Mistake
from .outcomes import ABSENT, Path, is_same, is_wrong
from .transcript import Transcript
from .variant import Variant

MOST_PAIRS = 40  # variants with two mistakes that are tried; each costs about as much as judging a small call
PROBES = 3  # wrong calls by which pairs are chosen


class Trace(enum.Enum):
    """What a mistake does at one place of a wrong call."""

    MISSING = "missing"  # the learner's is wrong there, and with this mistake it would be right
    HIDDEN = "hidden"  # both are right there
    MATCH = "match"  # with this mistake it is what the learner's is
    OTHER = "other"  # with this mistake it is wrong, and not as the learner's is


def apart(fitting: Sequence[tuple[Variant, set[Place]]], faults: Faults) -> list[Mistake]:
    """Two mistakes that between them show in all faults; none if there are no such two.

    Args:
        fitting: variants, each with the faults in which it shows.
    """
    for (first, some), (second, others) in itertools.combinations(fitting, 2):
        if some | others >= faults.places:
            return [*first.mistakes, *second.mistakes]
    return []


class Together:
    """Looks for two mistakes that explain faults only if both are made, as when one spoils what the other gives."""

    def __init__(self, catalogue: Catalogue, transcript: Transcript, faults: Faults, fit: Fit):
        self._catalogue, self._transcript, self._faults, self._fit = catalogue, transcript, faults, fit

    def found(self, variants: Sequence[Variant]) -> list[Mistake]:
        """The mistakes of the first two variants that explain the faults together; none if no two do."""
        for first, second in self._promising(variants)[:MOST_PAIRS]:
            both = self._made((*first.mistakes, *second.mistakes), (*second.mistakes, *first.mistakes))
            if both is not None and self._explains(both):
                return [*first.mistakes, *second.mistakes]
        return []

    def _promising(self, variants: Sequence[Variant]) -> list[tuple[Variant, Variant]]:
        """The pairs that may give the learner's outcomes, the likeliest first."""
        traces = [self._traces(each) for each in variants]
        pairs: list[tuple[int, tuple[Variant, Variant]]] = []
        for first, second in itertools.combinations(range(len(variants)), 2):
            score = score_of(traces[first], traces[second])
            if score is not None:
                pairs.append((score, (variants[first], variants[second])))
        return [pair for _, pair in sorted(pairs, key=lambda each: -each[0])]

    def _made(self, *orders: tuple[Mistake, ...]) -> Variant | None:
        """The variant with two mistakes, made in the first order in which it can be."""
        variants = (Variant(self._catalogue, order, self._transcript) for order in orders)
        return next((each for each in variants if each.is_there), None)

    def _explains(self, both: Variant) -> bool:
        is_certain = self._fit.matches(both) and both.likelihood(self._faults.calls).is_certain
        return is_certain and self._fit.fits_wrong_functions(both)

    def _traces(self, variant: Variant) -> dict[Place, Trace]:
        """What a mistake does at each place of some wrong calls."""
        return {
            (number, path): self._trace(variant, number, path)
            for number in self._faults.calls[:PROBES]
            for path in self._paths(variant, number)
        }

    def _paths(self, variant: Variant, number: int) -> Iterable[Path]:
        outcomes = (variant.answer(number) or {}, self._faults.right_at(number), self._transcript.calls[number].learner)
        return set().union(*outcomes)

    def _trace(self, variant: Variant, number: int, path: Path) -> Trace:
        leaf = (variant.answer(number) or {}).get(path, ABSENT)
        if not is_wrong(leaf, self._faults.right_at(number).get(path, ABSENT)):
            return Trace.MISSING if path in self._faults.by_call[number] else Trace.HIDDEN
        is_match = is_same(leaf, self._transcript.calls[number].learner.get(path, ABSENT))
        return Trace.MATCH if is_match else Trace.OTHER


def score_of(first: dict[Place, Trace], second: dict[Place, Trace]) -> int | None:
    """How well two mistakes may give the learner's outcomes together: the more, the better; None if they cannot."""
    score = 0
    for place in first.keys() & second.keys():
        pair = {first[place], second[place]}
        # Neither makes the fault, or one is wrong where the learner's is right and the other changes nothing.
        if pair in ({Trace.MISSING}, {Trace.HIDDEN, Trace.OTHER}):
            return None
        score += (Trace.MATCH in pair) - (pair == {Trace.MISSING, Trace.OTHER})
    return score
