"""Finds the known mistakes whose outcomes are a learner's outcomes.

Every call that the suite made is put to the reference and to known-wrong versions of it. An *observation* is one leaf
of what came of one call. The learner's *faults* are the observations that differ from the reference's. A mistake
*shows* in the observations that it changes. It *fits* a function if the learner's outcome equals its own wherever it
shows in that function, and it explains the learner if, besides, it shows in every fault.

Nothing is asked that need not be: most versions are out after one question.
"""

from __future__ import annotations

import contextlib
import dataclasses
import io
import itertools
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import numpy as np

from .catalogue import Catalogue
from .chance import CERTAIN, Chance
from .mistakes import Mistake
from .outcomes import ABSENT, Leaf, Outcome, Path, different, formally_different, is_same, is_same_form, is_wrong
from .transcript import Call, Test, Transcript
from .variant import Variant

MOST_PAIRS = 40  # versions with two mistakes that are tried; each costs about as much as judging a small call
PROBES = 3  # wrong calls by which pairs are chosen
MOST_NAMED = 3  # of mistakes that look alike

Compare = Callable[[Outcome, Outcome], set[Path]]
Place = tuple[int, Path]  # the number of a call, and a leaf of its outcome


@dataclasses.dataclass(frozen=True)
class Diagnosis:
    """What is known about a learner's faults.

    Attributes:
        kind: ``one`` mistake explains them; ``several`` do so equally; ``pair``: two together do; ``part``: one
            explains some of them; ``none``: no known mistake explains any; ``nothing``: there is no fault to explain.
        mistakes: those that explain.
        calls: those with a fault, in the suite's order.
    """

    kind: str
    mistakes: tuple[Mistake, ...]
    calls: tuple[Finding, ...]


@dataclasses.dataclass(frozen=True)
class Finding:
    """A call with a fault: the learner's outcome and the right one."""

    call: Call
    right: Outcome

    def faults(self) -> set[Path]:
        """The leaves in which the learner's outcome differs from the right one."""
        return different(self.call.learner, self.right)


def diagnose(catalogue: Catalogue, tests: Sequence[Test], complete: int | None = None) -> Diagnosis:
    """Find the mistakes that explain what a learner's code did in ``tests``.

    Args:
        complete: how many exchanges came before the first that is missing in the tests; None if none is missing.
    """
    with _quietly() as caught:
        case = _Case(catalogue, Transcript(tests, catalogue.conventions, complete, caught))
        kind, mistakes = case.explanation()
        return Diagnosis(kind, tuple(mistakes), tuple(case.findings()))


@contextlib.contextmanager
def _quietly() -> Iterator[list[Any]]:
    """Keep to itself what versions print, warn about, and draw from NumPy's global chance."""
    state = np.random.get_state()
    np.random.seed(0)  # so that it is the same each time
    try:
        with warnings.catch_warnings(record=True) as caught, contextlib.redirect_stdout(io.StringIO()):
            warnings.simplefilter("always")
            yield caught
    finally:
        np.random.set_state(state)


class _Case:
    """One learner's outcomes beside the reference's."""

    def __init__(self, catalogue: Catalogue, transcript: Transcript):
        self._catalogue, self._transcript = catalogue, transcript
        self._right = Variant(catalogue, (), transcript)
        self._free: dict[int, set[Path]] = {}
        self._chance = Chance(transcript, self._right)
        self._any_shape = bool(catalogue.conventions.shapes)
        self.is_formal = False
        self.faults = self._faults()
        self._by_number: dict[int, set[Path]] = {}
        for number, path in self.faults:
            self._by_number.setdefault(number, set()).add(path)
        # Small questions first: they tell as much, and cost less.
        self._wrong_calls = sorted(self._by_number, key=lambda number: (self._cost(number), number))
        self._functions = {transcript.calls[number].function for number in self._by_number}
        self._variants = {each.id: Variant(catalogue, (each,), transcript) for each in self._candidates()}

    def findings(self) -> list[Finding]:
        calls = self._transcript.calls
        return [Finding(calls[number], self._right_at(number)) for number in sorted(self._by_number)]

    def explanation(self) -> tuple[str, list[Mistake]]:
        if not self.faults:
            whole = self._chance.explained_by(self._of_drawing_functions(), self._fits_drawing)
            return _named(whole) if whole else ("nothing", [])
        whole = self._whole()
        if len(whole) > 1 or not all(each.likelihood(self._wrong_calls).is_certain for each in whole):
            whole = self._chance.likeliest(whole)
        if len(whole) > 1:  # what functions share may be wrong in one alone; what fits everywhere is likelier
            whole = [each for each in whole if self._fits(each, range(len(self._transcript.calls)))] or whole
        if len(whole) > 1:  # an order that cannot be foretold fits more than it should
            whole = [each for each in whole if not each.mistakes[0].any_order] or whole
        return _named(whole) if whole else self._more_than_one()

    def _more_than_one(self) -> tuple[str, list[Mistake]]:
        fitting = [(each, places) for each in self._variants.values() if (places := self._places(each))]
        for (first, a), (second, b) in itertools.combinations(fitting, 2):
            if a | b >= self.faults:
                return "pair", [*first.mistakes, *second.mistakes]
        together = self._together()
        if together:
            return "pair", together
        if fitting:
            return "part", list(max(fitting, key=lambda each: len(each[1]))[0].mistakes)
        return "none", []

    # Chance.

    def _fits_drawing(self, variant: Variant) -> bool:
        """Whether a version agrees with all draws, and makes those that passed about as likely as the reference."""
        excess = 0.0
        for number in sorted(self._chance.drawing, key=self._cost):
            if self._shown(variant, number) is None:
                return False
            if self._transcript.calls[number].passed:
                self._right_at(number)
                excess += variant.likelihood([number]).log - self._right.likelihood([number]).log
                if excess < -2 * CERTAIN:
                    return False
        return True

    def _of_drawing_functions(self) -> list[Variant]:
        calls = self._transcript.calls
        functions = {each.function for number, each in enumerate(calls) if number in self._chance.calls}
        reached = set().union(*(self._catalogue.reaches(function) for function in functions))
        return [
            Variant(self._catalogue, (each,), self._transcript)
            for each in self._catalogue.mistakes
            if each.id in reached
        ]

    # Faults.

    def _faults(self) -> set[Place]:
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

    def _compared(self, number: int, compare: Compare) -> set[Path]:
        right = self._right.answer(number)
        return compare(self._transcript.calls[number].learner, right) if right is not None else set()

    def _formally(self, outcome: Outcome, right: Outcome) -> set[Path]:
        return formally_different(outcome, right, self._any_shape)

    def _candidates(self) -> list[Mistake]:
        """The mistakes that may show where there is a fault."""
        reached = set().union(*(self._catalogue.reaches(function) for function in self._functions))
        return [mistake for mistake in self._catalogue.mistakes if mistake.id in reached]

    # Whether one version explains the faults.

    def _whole(self) -> list[Variant]:
        """The versions that explain the faults."""
        matching = [each for each in self._variants.values() if self._matches(each)]
        near = self._chance.near_the_best(matching, self._wrong_calls)
        fitting = [each for each in near if self._fits(each, self._of_wrong_functions())]
        rest = [] if fitting else [each for each in matching if each not in near]
        return fitting or [each for each in rest if self._fits(each, self._of_wrong_functions())]

    def _matches(self, variant: Variant) -> bool:
        """Whether a version shows in every fault, as far as that can be known, and fits there."""
        is_known = False
        for number in self._wrong_calls:
            shown = self._shown(variant, number)
            if variant.answer(number) is None:
                continue
            if shown is None or not shown >= self._by_number[number]:
                return False
            is_known = True
        return is_known

    def _fits(self, variant: Variant, numbers: Iterable[int]) -> bool:
        return all(self._shown(variant, number) is not None for number in numbers)

    def _of_wrong_functions(self) -> list[int]:
        return [number for number, call in enumerate(self._transcript.calls) if call.function in self._functions]

    def _places(self, variant: Variant) -> set[Place]:
        """The faults in which a version shows, in the functions that it fits."""
        found: set[Place] = set()
        for function in sorted(self._functions):
            wrong = [number for number in self._wrong_calls if self._transcript.calls[number].function == function]
            places = self._matching(variant, wrong)
            if places:
                rest = [number for number, call in enumerate(self._transcript.calls) if call.function == function]
                found |= places if self._fits(variant, rest) else set()
        return found

    def _matching(self, variant: Variant, numbers: list[int]) -> set[Place]:
        places: set[Place] = set()
        for number in numbers:
            shown = self._shown(variant, number)
            if shown is None:
                return set()
            places |= {(number, path) for path in shown}
        # A version from which anything may be drawn fits anything.
        return places if not places or variant.likelihood(numbers).is_certain else set()

    def _shown(self, variant: Variant, number: int) -> set[Path] | None:
        """The faults of one call in which a version shows; None if it does not fit there."""
        call = self._transcript.calls[number]
        if not self._may_show(variant, call):
            return set()
        outcome = variant.answer(number)
        if outcome is None:
            return set()
        right = self._right_at(number)
        if variant.mistakes[0].any_order and _has_same_words(outcome, call.learner) and self._differing(outcome, right):
            outcome = call.learner
        faults = self._by_number.get(number, set())
        shown = self._differing(outcome, right)
        if shown - faults:
            shown = shown - self._free_at(number)
        for path in shown:
            if path not in faults or not self._equal(outcome, call.learner, right, path):
                return None
        return shown

    def _may_show(self, variant: Variant, call: Call) -> bool:
        if call.is_secondary and not any(self._transcript.calls[number].is_secondary for number in self._by_number):
            return False
        return all(each.id in self._catalogue.reaches(call.function) for each in variant.mistakes)

    def _differing(self, outcome: Outcome, right: Outcome) -> set[Path]:
        return different(outcome, right) | (self._formally(outcome, right) if self.is_formal else set())

    def _equal(self, outcome: Outcome, learner: Outcome, right: Outcome, path: Path) -> bool:
        leaf, theirs = outcome.get(path, ABSENT), learner.get(path, ABSENT)
        if self.is_formal and not is_same_form(leaf, theirs, right.get(path, ABSENT), self._any_shape):
            return False
        return is_same(leaf, theirs)

    def _right_at(self, number: int) -> Outcome:
        return self._right.answer(number) or {}

    def _free_at(self, number: int) -> set[Path]:
        """Where the suite has let a difference pass: that says nothing."""
        if number not in self._free:
            call, right = self._transcript.calls[number], self._right_at(number)
            self._free[number] = self._differing(call.learner, right) if call.passed else set()
        return self._free[number]

    def _cost(self, number: int) -> int:
        return len(self._transcript.calls[number].exchange.frame)

    # Two mistakes.

    def _together(self) -> list[Mistake]:
        """Two mistakes that explain the faults only where both are made, as when one spoils what the other gives."""
        traces = {name: self._trace(each) for name, each in self._variants.items()}
        pairs: list[tuple[int, int, Variant, Variant]] = []
        for first, second in itertools.combinations(self._variants.values(), 2):
            fit = _fit_of(traces[first.mistakes[0].id], traces[second.mistakes[0].id])
            if fit is not None:
                pairs.append((-fit, len(pairs), first, second))
        for _, _, first, second in sorted(pairs, key=lambda each: each[:2])[:MOST_PAIRS]:
            for order in ((*first.mistakes, *second.mistakes), (*second.mistakes, *first.mistakes)):
                both = Variant(self._catalogue, order, self._transcript)
                if both.is_there:
                    if self._explain_together(both):
                        return [*first.mistakes, *second.mistakes]
                    break
        return []

    def _explain_together(self, both: Variant) -> bool:
        is_certain = self._matches(both) and both.likelihood(self._wrong_calls).is_certain
        return is_certain and self._fits(both, self._of_wrong_functions())

    def _trace(self, variant: Variant) -> dict[Place, str]:
        """Each place of some wrong calls: whether the mistake is hidden there, matches the learner, or neither."""
        trace: dict[Place, str] = {}
        for number in self._wrong_calls[:PROBES]:
            outcome, right, learner = (
                variant.answer(number),
                self._right_at(number),
                self._transcript.calls[number].learner,
            )
            for path in (outcome or {}).keys() | right.keys() | learner.keys():
                is_fault = path in self._by_number[number]
                leaf: Leaf = (outcome or {}).get(path, ABSENT)
                if not is_wrong(leaf, right.get(path, ABSENT)):
                    trace[number, path] = "missing" if is_fault else "hidden"
                else:
                    trace[number, path] = "match" if is_same(leaf, learner.get(path, ABSENT)) else "other"
        return trace


def _named(whole: list[Variant]) -> tuple[str, list[Mistake]]:
    return ("one" if len(whole) == 1 else "several"), [each.mistakes[0] for each in whole[:MOST_NAMED]]


def _fit_of(first: dict[Place, str], second: dict[Place, str]) -> int | None:
    """How well two mistakes may give the learner's outcomes together: the more, the better; None if they cannot."""
    fit = 0
    for place in first.keys() & second.keys():
        pair = {first[place], second[place]}
        if pair in ({"missing"}, {"hidden", "other"}):  # where both are hidden, or one shows what is not to be seen
            return None
        fit += ("match" in pair) - ("missing" in pair and "other" in pair)
    return fit


def _has_same_words(outcome: Outcome, learner: Outcome) -> bool:
    """Whether two lists of words have the same words in any order."""
    ours, theirs = ([leaf for leaf in each.values() if isinstance(leaf, str)] for each in (outcome, learner))
    return sorted(ours) == sorted(theirs)
