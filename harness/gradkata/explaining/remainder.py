"""Whether more is wrong than the mistakes that were named: what they alone would have led to is held against what came.

The named mistakes explain all faults that can be compared number by number. What is left are tests that failed, and
would not have with these mistakes alone: what is wrong there is too small to be seen, or of another kind. Nobody knows
what it is, but it is something else.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from .calls import CallKind
from .faults import Faults
from .outcomes import GIVES, Leaf, Raised
from .transcript import Transcript
from .variant import Variant

TELLING = {"NameError", "ArithmeticError"}  # of a check, that may well raise something else of its own accord


class Remainder:
    """Compares a learner with variants that explain all of their faults."""

    def __init__(self, transcript: Transcript, faults: Faults):
        self._transcript, self._faults = transcript, faults
        self._of_test: dict[str, list[int]] = {}
        for number, test in enumerate(transcript.test_of):
            self._of_test.setdefault(test, []).append(number)

    def is_there(self, variants: Iterable[Variant]) -> bool:
        """Whether something is left over, whichever of the variants it is."""
        failed = [numbers for numbers in self._of_test.values() if not self._transcript.calls[numbers[0]].passed]
        if any(self._is_elsewhere(numbers) for numbers in failed):
            return True
        made = list(variants)
        return bool(made) and all(any(self._is_left(each, numbers) for numbers in failed) for each in made)

    def _is_elsewhere(self, numbers: list[int]) -> bool:
        """Whether a failed test is about none of the functions with a fault, and not about chance."""
        calls = [self._transcript.calls[number] for number in numbers]
        return not any(call.function in self._faults.functions or call.question.draws for call in calls)

    def _is_left(self, variant: Variant, numbers: list[int]) -> bool:
        """Whether a test failed that would not have failed by a variant's mistakes, or failed in another way."""
        if not self._transcript.is_whole or any(self._transcript.calls[number].question.draws for number in numbers):
            return False
        if any(self._tells_of_more(variant, number) for number in numbers) or self._checks_nothing(variant, numbers):
            return True
        has_faults = any(number in self._faults.by_call for number in numbers)
        return not has_faults and all(self._is_right(variant, number) for number in numbers)

    def _tells_of_more(self, variant: Variant, number: int) -> bool:
        """Of a check: whether it stumbled, or moved something, where it would not have."""
        call, outcome = self._transcript.calls[number], variant.answer(number)
        if not call.is_free or outcome is None:
            return False
        ours, theirs = outcome.get(GIVES), call.learner.get(GIVES)
        if call.kind is CallKind.MOVED:
            return theirs is True and ours is False
        return isinstance(theirs, Raised) and theirs.kind in TELLING and not isinstance(ours, Raised)

    def _checks_nothing(self, variant: Variant, numbers: list[int]) -> bool:
        """Whether a check ran through the first time that none should, as of something that is no case at all.

        The times after that are about one argument alone, which may count for nothing where the mistake is.
        """
        for number in numbers:
            call = self._transcript.calls[number]
            outcomes = variant.answer(number) or {}, self._faults.right_at(number)
            if call.kind is CallKind.FREE and all(isinstance(each.get(GIVES), Raised) for each in outcomes):
                return not isinstance(call.learner.get(GIVES), Raised)
        return False

    def _is_right(self, variant: Variant, number: int) -> bool:
        """Whether a variant gives what the reference gives, to the last digit: a suite may be stricter than we are."""
        outcome, right = variant.answer(number), self._faults.right.answer(number)
        if outcome is None or right is None or outcome.keys() != right.keys():
            return False
        return all(_is_identical(leaf, right[path]) for path, leaf in outcome.items())


def _is_identical(leaf: Leaf, other: Leaf) -> bool:
    if isinstance(leaf, np.ndarray) and isinstance(other, np.ndarray):
        forms = [(type(each), each.dtype, each.shape, each.tobytes()) for each in (leaf, other)]
        return forms[0] == forms[1]
    if isinstance(leaf, Raised) and isinstance(other, Raised):
        return (leaf.kind, leaf.text) == (other.kind, other.text)
    return type(leaf) is type(other) and bool(leaf == other)
