"""What is wrong in a learner's outcomes, beside the reference's."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from .calls import Call
from .outcomes import ABSENT, Outcome, Path, different, formally_different, is_same, is_same_form
from .transcript import Transcript
from .variant import Variant

Place = tuple[int, Path]  # the number of a call, and a leaf of its outcome


@dataclasses.dataclass(frozen=True)
class Finding:
    """A call with a fault: the learner's outcome and the right one."""

    call: Call
    right: Outcome

    def faults(self) -> set[Path]:
        """The leaves in which the learner's outcome differs from the right one."""
        return different(self.call.learner, self.right)


class Faults:
    """The leaves in which a learner's outcomes differ from the reference's, in tests that were not passed.

    Args:
        any_shape: whether vectors may have any shape, such as that of a column.

    Attributes:
        places: all of them.
        by_call: the same, by the number of the call.
        calls: the numbers of the calls with a fault. Small ones first: they tell as much, and cost less.
        functions: the names of what was called there.
        is_formal: whether all values are right, so that shape, precision and texts are looked at.
    """

    def __init__(self, transcript: Transcript, right: Variant, any_shape: bool):
        self._transcript, self._right, self._any_shape = transcript, right, any_shape
        self._passed_over: dict[int, set[Path]] = {}
        self.is_formal = False
        self.places = self._found()
        self.by_call: dict[int, set[Path]] = {}
        for number, path in self.places:
            self.by_call.setdefault(number, set()).add(path)
        self.calls = sorted(self.by_call, key=lambda number: (transcript.calls[number].size, number))
        self.functions = {transcript.calls[number].function for number in self.calls}

    @property
    def are_primary(self) -> bool:
        """Whether none of them may well come from a fault elsewhere."""
        return not any(self._transcript.calls[number].is_secondary for number in self.calls)

    def findings(self) -> list[Finding]:
        """The calls with a fault, in the suite's order."""
        return [Finding(self._transcript.calls[number], self.right_at(number)) for number in sorted(self.calls)]

    def right_at(self, number: int) -> Outcome:
        """The right outcome of a call; nothing if that cannot be known."""
        return self._right.answer(number) or {}

    def differing(self, outcome: Outcome, right: Outcome) -> set[Path]:
        """The leaves of an outcome that are other than the right ones."""
        return different(outcome, right) | (self._formally(outcome, right) if self.is_formal else set())

    def is_equal(self, outcome: Outcome, learner: Outcome, right: Outcome, path: Path) -> bool:
        """Whether a leaf of an outcome is the learner's."""
        leaf, theirs = outcome.get(path, ABSENT), learner.get(path, ABSENT)
        if self.is_formal and not is_same_form(leaf, theirs, right.get(path, ABSENT), self._any_shape):
            return False
        return is_same(leaf, theirs)

    def passed_over(self, number: int) -> set[Path]:
        """Where the suite has let a difference pass: that says nothing."""
        if number not in self._passed_over:
            call = self._transcript.calls[number]
            differing = self.differing(call.learner, self.right_at(number)) if call.passed else set()
            self._passed_over[number] = differing
        return self._passed_over[number]

    def _found(self) -> set[Place]:
        """What is wrong by value, else by form; where a fault may come from elsewhere, only if there is no other."""
        failed = [number for number, call in enumerate(self._transcript.calls) if not call.passed]
        first = [number for number in failed if not self._transcript.calls[number].is_secondary]
        second = [number for number in failed if self._transcript.calls[number].is_secondary]
        for compare in (different, self._formally):
            for numbers in (first, second):
                faults = {(number, path) for number in numbers for path in self._compared(number, compare)}
                if faults:
                    return faults
            self.is_formal = True  # where all values are right, shapes and precision may be what is wrong
        return set()

    def _compared(self, number: int, compare: Callable[[Outcome, Outcome], set[Path]]) -> set[Path]:
        right = self._right.answer(number)
        return compare(self._transcript.calls[number].learner, right) if right is not None else set()

    def _formally(self, outcome: Outcome, right: Outcome) -> set[Path]:
        return formally_different(outcome, right, self._any_shape)
