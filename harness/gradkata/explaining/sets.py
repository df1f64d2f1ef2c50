"""Sets of mistakes that explain a learner's faults, function by function: one, two or three, as few as will do."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterable, Iterator, Sequence

from .catalogue import Catalogue
from .faults import Faults, Place
from .fit import Fit
from .mistakes import Mistake
from .signs import Signs
from .traces import Traces
from .transcript import Transcript
from .variant import Variant

MOST_TRIED = 60  # sets of two that are made together; each costs about as much as judging a small call
MOST_UNLIKELY = 12  # besides, sets that can only do if one mistake hides the other
MOST_OF_THREE = 20
MOST_NAMED = 3  # of mistakes that look alike


@dataclasses.dataclass(frozen=True)
class Part:
    """One mistake, or one of several that look alike, and the faults that it explains, alone or with others."""

    alternatives: tuple[Mistake, ...]
    places: frozenset[Place]


class Sets:
    """Looks for what explains the faults of one learner."""

    def __init__(self, catalogue: Catalogue, transcript: Transcript, faults: Faults, fit: Fit, signs: Signs):
        self._catalogue, self._transcript, self._faults = catalogue, transcript, faults
        self._fit, self._signs = fit, signs

    def parts(self, variants: Sequence[Variant]) -> list[Part]:
        """The parts that explain the faults, as far as that is known, each mistake once."""
        found: dict[tuple[str, ...], Part] = {}
        for function in sorted(self._faults.functions, key=self._first):
            reached = [each for each in variants if self._reaches(each, function)]
            for part in self._of_function(function, reached):
                key = tuple(each.id for each in part.alternatives)
                known = found.get(key, Part(part.alternatives, frozenset()))
                found[key] = Part(known.alternatives, known.places | part.places)
        return list(found.values())

    def _of_function(self, function: str, variants: Sequence[Variant]) -> list[Part]:
        wrong = [number for number in self._faults.calls if self._transcript.calls[number].function == function]
        places = frozenset(place for place in self._faults.places if place[0] in wrong)
        if not self._signs.is_enough(places):
            return []
        alone = [each for each in variants if self._explains(each, function, wrong)]
        if alone:
            return [Part(of_different_ids(alone), places)]
        together = self._together(function, variants, wrong)
        if together:
            return [Part((each,), places) for each in together]
        return self._partly(function, variants)

    def _together(self, function: str, variants: Sequence[Variant], wrong: list[int]) -> tuple[Mistake, ...]:
        """The mistakes of a set that explains all faults of a function if they are made together; none if none does."""
        traces = Traces(variants, self._transcript, self._faults, self._signs, function)
        for numbers in self._promising(traces):
            chosen = [variants[number] for number in numbers]
            if len({each.mistakes[0].id for each in chosen}) < len(chosen):
                continue
            both = self._made([each.mistakes[0] for each in chosen])
            if both is not None and self._explains(both, function, wrong):
                return tuple(each.mistakes[0] for each in chosen)
        return ()

    def _promising(self, traces: Traces) -> Iterator[tuple[int, ...]]:
        cover = traces.cover()
        if len(cover) in (2, 3):
            yield tuple(cover)
        yield from traces.pairs(MOST_TRIED, MOST_UNLIKELY)
        if cover:
            return
        # A third one where two leave something over.
        able = [row for row in range(len(traces.matches)) if traces.matches[row].any()]
        yield from itertools.islice(itertools.combinations(able, 3), MOST_OF_THREE)

    def _partly(self, function: str, variants: Sequence[Variant]) -> list[Part]:
        """The fewest that explain, each for itself, as many faults of a function as can be explained."""
        able = [(each, shown) for each in variants if (shown := self._fit.places(each, function))]
        left, parts = set[Place]().union(*(shown for _, shown in able)), list[Part]()
        while left:
            shown = max((shown for _, shown in able), key=lambda shown: len(shown & left))
            alike = [each for each, others in able if others == shown]
            parts.append(Part(of_different_ids(alike), frozenset(shown)))
            left -= shown
        return parts

    def _explains(self, variant: Variant, function: str, wrong: list[int]) -> bool:
        """Whether a variant gives what the learner's code gave in all calls of a function."""
        is_match = self._fit.matches(variant, wrong) and variant.likelihood(wrong).is_certain
        return is_match and self._fit.fits_functions(variant, {function})

    def _made(self, mistakes: Sequence[Mistake]) -> Variant | None:
        """The variant with some mistakes, made in the first order in which it can be."""
        for order in itertools.permutations(mistakes):
            if self._catalogue.is_there(order):
                return Variant(self._catalogue, order, self._transcript)
        return None

    def _reaches(self, variant: Variant, function: str) -> bool:
        return all(each.label in self._catalogue.reaches(function) for each in variant.mistakes)

    def _first(self, function: str) -> int:
        return min(number for number in self._faults.calls if self._transcript.calls[number].function == function)


def of_different_ids(variants: Iterable[Variant]) -> tuple[Mistake, ...]:
    """The mistakes of variants with one mistake each: forms of one mistake are one."""
    by_id: dict[str, Mistake] = {}
    for each in variants:
        by_id.setdefault(each.mistakes[0].id, each.mistakes[0])
    return tuple(by_id.values())[:MOST_NAMED]
