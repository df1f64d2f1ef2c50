"""What is wrong in a learner's outcomes, beside the reference's."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable

from .calls import Call
from .outcomes import (
    ABSENT,
    Leaf,
    Outcome,
    Path,
    Raised,
    different,
    formally_different,
    is_same,
    is_same_form,
)
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
        right: the reference.
        places: all of them.
        by_call: the same, by the number of the call.
        calls: the numbers of the calls with a fault. Small ones first: they tell as much, and cost less.
        functions: the names of what was called there.
        formal: the numbers of the calls in which shape, precision and texts count: all values are right in their tests.
    """

    def __init__(self, transcript: Transcript, right: Variant, any_shape: bool):
        self._transcript, self.right, self._any_shape = transcript, right, any_shape
        self._passed_over: dict[int, set[Path]] = {}
        self.formal: set[int] = set()
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
        return self.right.answer(number) or {}

    def differing(self, number: int, outcome: Outcome, right: Outcome) -> set[Path]:
        """The leaves of an outcome of a call that are other than the right ones."""
        return different(outcome, right) | (self._formally(outcome, right) if number in self.formal else set())

    def is_equal(self, number: int, outcome: Outcome, path: Path) -> bool:
        """Whether a leaf of an outcome of a call is the learner's.

        That something raised, or changed an argument, where it should not, is the same however it came about: which
        exception it is, and what is left in the argument, is a matter of style.
        """
        leaf, theirs = outcome.get(path, ABSENT), self._transcript.calls[number].learner.get(path, ABSENT)
        right = self.right_at(number).get(path, ABSENT)
        if path[0] == "changes" and right is ABSENT:
            return (leaf is ABSENT) is (theirs is ABSENT)
        if self._is_beside_the_point(number, leaf, theirs, right):
            return True
        if number in self.formal and not is_same_form(leaf, theirs, right, self._any_shape):
            return False
        return is_same(leaf, theirs)

    def _is_beside_the_point(self, number: int, leaf: Leaf, theirs: Leaf, right: Leaf) -> bool:
        """Whether two leaves are exceptions where there should be none; of a check, the kind says where it stumbles."""
        is_plain = not self._transcript.calls[number].is_free
        return is_plain and isinstance(leaf, Raised) and isinstance(theirs, Raised) and not isinstance(right, Raised)

    def passed_over(self, number: int) -> set[Path]:
        """Where the suite has let a difference pass: that says nothing."""
        if number not in self._passed_over:
            call = self._transcript.calls[number]
            differing = self.differing(number, call.learner, self.right_at(number)) if call.passed else set()
            self._passed_over[number] = differing
        return self._passed_over[number]

    def _found(self) -> set[Place]:
        """What is wrong by value, else by form; where a fault may come from elsewhere, only if there is no other."""
        calls = self._transcript.calls
        failed = [number for number, call in enumerate(calls) if not call.passed]
        first, second = ([n for n in failed if calls[n].is_secondary is secondary] for secondary in (False, True))
        by_value = self._all(first, different)
        if by_value:
            return by_value | self._by_form_alone(first, by_value | self._all(second, different))
        by_value = self._all(second, different)
        if by_value:
            return by_value
        self.formal = set(range(len(calls)))
        return self._all(first, self._formally) or self._all(second, self._formally)

    def _by_form_alone(self, numbers: list[int], by_value: set[Place]) -> set[Place]:
        """What is wrong by form in tests whose values are all right."""
        told = {self._transcript.test_of[number] for number, _ in by_value}
        rest = [number for number in numbers if self._transcript.test_of[number] not in told]
        found = self._all(rest, self._formally)
        self.formal = {number for number, _ in found}
        return found

    def _all(self, numbers: Iterable[int], compare: Callable[[Outcome, Outcome], set[Path]]) -> set[Place]:
        return {(number, path) for number in numbers for path in self._compared(number, compare)}

    def _compared(self, number: int, compare: Callable[[Outcome, Outcome], set[Path]]) -> set[Path]:
        right = self.right.answer(number)
        return compare(self._transcript.calls[number].learner, right) if right is not None else set()

    def _formally(self, outcome: Outcome, right: Outcome) -> set[Path]:
        return formally_different(outcome, right, self._any_shape)
