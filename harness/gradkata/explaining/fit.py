"""How a variant's outcomes lie beside a learner's: where the variant shows, and whether it gives what the learner gave.

A variant *shows* in the leaves that it changes. It *fits* a call if the learner's outcome equals its own wherever it
shows there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from .calls import Call
from .catalogue import Catalogue
from .faults import Faults, Place
from .outcomes import GIVES, Outcome, Path, Raised
from .signs import Signs
from .transcript import Transcript
from .variant import Variant


class Fit:
    """Compares variants with one learner."""

    def __init__(self, catalogue: Catalogue, transcript: Transcript, faults: Faults, signs: Signs):
        self._catalogue, self._calls, self._faults, self._signs = catalogue, transcript.calls, faults, signs

    def shown(self, variant: Variant, number: int) -> set[Path] | None:
        """The faults of one call in which a variant shows; None if it does not fit there."""
        call = self._calls[number]
        if not self._may_show(variant, call) or variant.is_as_right(number):
            return set()
        outcome = variant.answer(number)
        if outcome is None:
            return set()
        right = self._faults.right_at(number)
        if self._is_reordered(variant, outcome, number, right):
            outcome = call.learner
        faults = self._faults.by_call.get(number, set())
        shown = self._faults.differing(number, outcome, right)
        if shown - faults:
            shown = shown - self._faults.passed_over(number)
        for path in shown:
            if path not in faults or not self._faults.is_equal(number, outcome, path):
                return None
        return shown

    def fits(self, variant: Variant, numbers: Iterable[int]) -> bool:
        """Whether a variant fits some calls."""
        return all(self.shown(variant, number) is not None for number in numbers)

    def fits_everywhere(self, variant: Variant) -> bool:
        """Whether a variant fits all calls."""
        return self.fits(variant, range(len(self._calls)))

    def fits_functions(self, variant: Variant, functions: AbstractSet[str]) -> bool:
        """Whether a variant fits all calls of some functions, the right ones too."""
        return self.fits(variant, [number for number, call in enumerate(self._calls) if call.function in functions])

    def matches(self, variant: Variant, numbers: Sequence[int]) -> bool:
        """Whether a variant shows in every fault of some calls, as far as that can be known, and fits there.

        What it shows has to be a sign of it: see `Signs`.
        """
        places: set[Place] = set()
        for number in numbers:
            shown = self.shown(variant, number)
            if variant.answer(number) is None:
                continue
            if shown is None or not shown >= self._faults.by_call[number]:
                return False
            places |= {(number, path) for path in shown}
        return self._signs.is_enough(places)

    def places(self, variant: Variant, function: str) -> set[Place]:
        """The faults of a function in which a variant shows; none if it does not fit all calls that gave something."""
        numbers = [number for number, call in enumerate(self._calls) if call.function == function]
        told = [number for number in numbers if not self._signs.has_raised(number)]
        wrong = sorted(self._faults.by_call.keys() & set(told), key=lambda number: self._calls[number].size)
        # A variant from which anything may be drawn fits anything.
        places = {(n, path) for n, path in self._places_in(variant, wrong) if variant.likelihood([n]).is_certain}
        if not any(self._signs.is_strong(place) for place in places):
            return set()
        return places if self.fits(variant, [n for n in told if n not in self._faults.by_call]) else set()

    def _places_in(self, variant: Variant, numbers: Iterable[int]) -> set[Place]:
        places: set[Place] = set()
        for number in numbers:
            shown = self.shown(variant, number)
            if shown is None or (shown and not self._is_whole(number, shown)):
                return set()
            places |= {(number, path) for path in shown}
        return places

    def _is_whole(self, number: int, shown: set[Path]) -> bool:
        """Whether nothing is left over, where the learner's code raised: what came before it may be something else."""
        has_raised = isinstance(self._calls[number].learner.get(GIVES), Raised)
        return not has_raised or shown >= self._faults.by_call.get(number, set())

    def _may_show(self, variant: Variant, call: Call) -> bool:
        if call.is_secondary and self._faults.are_primary:
            return False
        reached = self._catalogue.reaches(call.function)
        return not variant.mistakes or any(each.label in reached for each in variant.mistakes)

    def _is_reordered(self, variant: Variant, outcome: Outcome, number: int, right: Outcome) -> bool:
        """Whether a variant that gives words in an order nobody can foretell gives the learner's words, wrongly."""
        any_order = any(each.any_order for each in variant.mistakes)
        is_same = any_order and _has_same_words(outcome, self._calls[number].learner)
        return is_same and bool(self._faults.differing(number, outcome, right))


def _has_same_words(outcome: Outcome, learner: Outcome) -> bool:
    """Whether two lists of words have the same words in any order."""
    ours, theirs = ([leaf for leaf in each.values() if isinstance(leaf, str)] for each in (outcome, learner))
    return sorted(ours) == sorted(theirs)
