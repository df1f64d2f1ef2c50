"""How a variant's outcomes lie beside a learner's: where the variant shows, and whether it gives what the learner gave.

A variant *shows* in the leaves that it changes. It *fits* a call if the learner's outcome equals its own wherever it
shows there.
"""

from __future__ import annotations

from collections.abc import Iterable

from .calls import Call
from .catalogue import Catalogue
from .faults import Faults, Place
from .outcomes import Outcome, Path
from .transcript import Transcript
from .variant import Variant


class Fit:
    """Compares variants with one learner."""

    def __init__(self, catalogue: Catalogue, transcript: Transcript, faults: Faults):
        self._catalogue, self._calls, self._faults = catalogue, transcript.calls, faults

    def shown(self, variant: Variant, number: int) -> set[Path] | None:
        """The faults of one call in which a variant shows; None if it does not fit there."""
        call = self._calls[number]
        if not self._may_show(variant, call):
            return set()
        outcome = variant.answer(number)
        if outcome is None:
            return set()
        right = self._faults.right_at(number)
        if self._is_reordered(variant, outcome, call.learner, right):
            outcome = call.learner
        faults = self._faults.by_call.get(number, set())
        shown = self._faults.differing(outcome, right)
        if shown - faults:
            shown = shown - self._faults.passed_over(number)
        for path in shown:
            if path not in faults or not self._faults.is_equal(outcome, call.learner, right, path):
                return None
        return shown

    def fits(self, variant: Variant, numbers: Iterable[int]) -> bool:
        """Whether a variant fits some calls."""
        return all(self.shown(variant, number) is not None for number in numbers)

    def fits_everywhere(self, variant: Variant) -> bool:
        """Whether a variant fits all calls."""
        return self.fits(variant, range(len(self._calls)))

    def fits_wrong_functions(self, variant: Variant) -> bool:
        """Whether a variant fits all calls of functions with a fault, the right ones too."""
        return self.fits(variant, self._of_functions(self._faults.functions))

    def matches(self, variant: Variant) -> bool:
        """Whether a variant shows in every fault, as far as that can be known, and fits there."""
        is_known = False
        for number in self._faults.calls:
            shown = self.shown(variant, number)
            if variant.answer(number) is None:
                continue
            if shown is None or not shown >= self._faults.by_call[number]:
                return False
            is_known = True
        return is_known

    def places(self, variant: Variant) -> set[Place]:
        """The faults in which a variant shows, in the functions that it fits."""
        found: set[Place] = set()
        for function in sorted(self._faults.functions):
            wrong = [number for number in self._faults.calls if self._calls[number].function == function]
            places = self._places_in(variant, wrong)
            if places and self.fits(variant, self._of_functions({function})):
                found |= places
        return found

    def _places_in(self, variant: Variant, numbers: list[int]) -> set[Place]:
        places: set[Place] = set()
        for number in numbers:
            shown = self.shown(variant, number)
            if shown is None:
                return set()
            places |= {(number, path) for path in shown}
        # A variant from which anything may be drawn fits anything.
        return places if not places or variant.likelihood(numbers).is_certain else set()

    def _of_functions(self, functions: set[str]) -> list[int]:
        return [number for number, call in enumerate(self._calls) if call.function in functions]

    def _may_show(self, variant: Variant, call: Call) -> bool:
        if call.is_secondary and self._faults.are_primary:
            return False
        return all(each.label in self._catalogue.reaches(call.function) for each in variant.mistakes)

    def _is_reordered(self, variant: Variant, outcome: Outcome, learner: Outcome, right: Outcome) -> bool:
        """Whether a variant that gives words in an order nobody can foretell gives the learner's words, wrongly."""
        any_order = variant.mistakes[0].any_order
        return any_order and _has_same_words(outcome, learner) and bool(self._faults.differing(outcome, right))


def _has_same_words(outcome: Outcome, learner: Outcome) -> bool:
    """Whether two lists of words have the same words in any order."""
    ours, theirs = ([leaf for leaf in each.values() if isinstance(leaf, str)] for each in (outcome, learner))
    return sorted(ours) == sorted(theirs)
