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
from .variant import Variant, variant_of

FEWEST_TRIED, MOST_TRIED = 40, 200  # sets that are made together, as many as small questions allow
TRIED_BYTES = 200_000  # of questions; each costs about as much as judging a call
MOST_UNLIKELY = 12  # besides, sets that can only do if one mistake hides the other
MOST_OF_THREE = 12
MOST_FORMS, MOST_STOOD_IN = 40, 3  # that are looked at, and made, where two edits do not go together
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
        found: list[Part] = []
        for function in sorted(self._faults.functions, key=self._first):
            reached = [each for each in variants if self._reaches(each, function)]
            for part in self._known(function, found) or self._of_function(function, reached):
                found = _with(found, part)
        return found

    def _known(self, function: str, found: Sequence[Part]) -> list[Part]:
        """The parts, if what explains other functions explains this one, too, as where it calls them: one, or all."""
        wrong = self._wrong(function)
        places = frozenset(place for place in self._faults.places if place[0] in wrong)
        reaching = [part for part in found if part.alternatives[0].label in self._catalogue.reaches(function)]
        for some in [*([part] for part in reaching), *([reaching] if len(reaching) > 1 else [])]:
            made = self.made([part.alternatives[0] for part in some])
            if made is not None and self._explains(made, function, wrong):
                return [Part(part.alternatives[:1], places) for part in some]
        return []

    def _of_function(self, function: str, variants: Sequence[Variant]) -> list[Part]:
        """The parts of one function. Where nothing explains that some calls raised, the others are looked at alone."""
        wrong = self._wrong(function)
        told = [number for number in wrong if not self._signs.has_raised(number)]
        traces: Traces | None = None
        for numbers in (wrong, told) if told and told != wrong else (wrong,):
            places = frozenset(place for place in self._faults.places if place[0] in numbers)
            if not self._signs.is_enough(places):
                return []
            alone = [each for each in variants if self._explains(each, function, numbers)]
            if alone:
                return [Part(of_different_ids(alone), places)]
            traces = traces or Traces(variants, self._transcript, self._faults, self._signs, function)
            together = self._together(function, variants, numbers, traces)
            if together:
                return [Part((each,), places) for each in together]
        return self._partly(function, [variants[row] for row in traces.harmless()]) if traces else []

    def _together(
        self, function: str, variants: Sequence[Variant], wrong: list[int], traces: Traces
    ) -> tuple[Mistake, ...]:
        """The mistakes of a set that explains all faults of a function if they are made together; none if none does.

        One that fits all calls of all functions is preferred: another may break what the learner has right elsewhere.
        """
        first: Variant | None = None
        size = max(1, min(self._transcript.units[self._transcript.unit_of[number]].size for number in wrong))
        left = min(max(TRIED_BYTES // size, FEWEST_TRIED), MOST_TRIED)
        for made in self._candidates([variants[n].mistakes[0] for n in numbers] for numbers in self._promising(traces)):
            if self._explains(made, function, wrong):
                if self._fit.fits_everywhere(made):
                    return self._fewest(made, function, wrong).mistakes
                first = first or made
            left -= 1
            if not left:
                break
        return self._fewest(first, function, wrong).mistakes if first else ()

    def _fewest(self, variant: Variant, function: str, wrong: list[int]) -> Variant:
        """The same, without a third mistake that is not needed."""
        if len(variant.mistakes) < 3:
            return variant
        fewer = [self.made(pair) for pair in itertools.combinations(variant.mistakes, 2)]
        explaining = (each for each in fewer if each is not None and self._explains(each, function, wrong))
        return next(explaining, variant)

    def _candidates(self, sets: Iterable[list[Mistake]]) -> Iterator[Variant]:
        """The variants with sets of mistakes; of one whose edits do not go together, in other forms of its mistakes."""
        stood_in: set[tuple[str, ...]] = set()
        for chosen in sets:
            made = self.made(chosen)
            ids = tuple(each.id for each in chosen)
            if made is not None:
                yield made
            elif ids not in stood_in:
                stood_in.add(ids)
                forms = itertools.product(*([each for each in self._catalogue.mistakes if each.id == i] for i in ids))
                others = (self.made(each) for each in itertools.islice(forms, MOST_FORMS))
                yield from itertools.islice((each for each in others if each is not None), MOST_STOOD_IN)

    def _promising(self, traces: Traces) -> Iterator[tuple[int, ...]]:
        """Sets of variants, by their numbers, the likeliest first."""
        cover = traces.cover()
        if len(cover) in (2, 3):
            yield tuple(cover)
        able = [row for row in range(len(traces.matches)) if traces.matches[row].any()]
        if not cover:  # a third one where two leave something over
            yield from itertools.islice(itertools.combinations(able, 3), MOST_OF_THREE)
        yield from traces.pairs(MOST_UNLIKELY)

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

    def _explains(self, variant: Variant, function: str, numbers: list[int]) -> bool:
        """Whether a variant gives what the learner's code gave in wrong calls of a function, and in all right ones."""
        # Where anything may have been drawn, whatever was drawn fits: that is seen in one call, and no more is asked.
        if not all(self._fit.shown(variant, n) is not None and variant.likelihood([n]).is_certain for n in numbers):
            return False
        if not self._fit.matches(variant, numbers):
            return False
        calls = self._transcript.calls
        right = [n for n, call in enumerate(calls) if call.function == function and n not in self._faults.by_call]
        return self._fit.fits(variant, right)

    def made(self, mistakes: Sequence[Mistake]) -> Variant | None:
        """The variant with some mistakes, made in the first order in which it can be."""
        for order in itertools.permutations(mistakes):
            if self._catalogue.is_there(order):
                return variant_of(self._catalogue, order, self._transcript, self._faults.right)
        return None

    def _reaches(self, variant: Variant, function: str) -> bool:
        return all(each.label in self._catalogue.reaches(function) for each in variant.mistakes)

    def _first(self, function: str) -> int:
        return min(self._wrong(function))

    def _wrong(self, function: str) -> list[int]:
        """The wrong calls of a function, small ones first."""
        return [number for number in self._faults.calls if self._transcript.calls[number].function == function]


def _with(parts: list[Part], new: Part) -> list[Part]:
    """The parts and a new one; one that shares a mistake with it is the same, and they narrow down each other."""
    for number, old in enumerate(parts):
        ids = {each.id for each in new.alternatives}
        shared = tuple(each for each in old.alternatives if each.id in ids)
        if shared:
            return [*parts[:number], Part(shared, old.places | new.places), *parts[number + 1 :]]
    return [*parts, new]


def of_different_ids(variants: Iterable[Variant]) -> tuple[Mistake, ...]:
    """The mistakes of variants with one mistake each: forms of one mistake are one."""
    by_id: dict[str, Mistake] = {}
    for each in variants:
        by_id.setdefault(each.mistakes[0].id, each.mistakes[0])
    return tuple(by_id.values())[:MOST_NAMED]
