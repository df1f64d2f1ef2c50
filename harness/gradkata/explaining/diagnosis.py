"""Finds the known mistakes whose outcomes are a learner's outcomes.

Every call that the suite made is put to the reference and to variants of it, with known mistakes in them. An
*observation* is one leaf of what came of one call. The learner's *faults* are the observations that differ from the
reference's. A mistake explains the learner if it shows in every fault, and fits wherever it shows (see `fit`).

Nothing is asked that need not be: most variants are out after one question.
"""

from __future__ import annotations

import contextlib
import dataclasses
import io
import warnings
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np

from ..results import Kind
from .catalogue import Catalogue
from .chance import CERTAIN, Chance, near_the_likeliest
from .faults import Faults, Finding
from .fit import Fit
from .mistakes import Mistake
from .pairs import Together, apart
from .transcript import Test, Transcript
from .variant import Variant

MOST_NAMED = 3  # of mistakes that look alike


@dataclasses.dataclass(frozen=True)
class Diagnosis:
    """What is known about a learner's faults.

    Attributes:
        kind: how well the mistakes explain them.
        mistakes: those that explain.
        calls: those with a fault, in the suite's order.
    """

    kind: Kind
    mistakes: tuple[Mistake, ...]
    calls: tuple[Finding, ...]


def diagnose(catalogue: Catalogue, tests: Sequence[Test], complete: int | None = None) -> Diagnosis:
    """Find the mistakes that explain what a learner's code did in ``tests``.

    Args:
        complete: how many exchanges came before the first that is missing in the tests; None if none is missing.
    """
    with _quietly() as caught:
        search = _Search(catalogue, Transcript(tests, catalogue.conventions, complete, caught))
        kind, mistakes = search.explanation()
        return Diagnosis(kind, tuple(mistakes), tuple(search.faults.findings()))


@contextlib.contextmanager
def _quietly() -> Iterator[list[Any]]:
    """Keep to itself what variants print, warn about, and draw from NumPy's global generator."""
    state = np.random.get_state()
    np.random.seed(0)  # so that it is the same each time
    try:
        with warnings.catch_warnings(record=True) as caught, contextlib.redirect_stdout(io.StringIO()):
            warnings.simplefilter("always")
            yield caught
    finally:
        np.random.set_state(state)


class _Search:
    """Looks for what explains one learner's faults: one mistake, one of several, two, or a part of it."""

    def __init__(self, catalogue: Catalogue, transcript: Transcript):
        self._catalogue, self._transcript = catalogue, transcript
        self._right = Variant(catalogue, (), transcript)
        self._chance = Chance(transcript, self._right)
        self.faults = Faults(transcript, self._right, bool(catalogue.conventions.shapes))
        self._fit = Fit(catalogue, transcript, self.faults)

    def explanation(self) -> tuple[Kind, list[Mistake]]:
        """How well mistakes explain the faults, and which."""
        if not self.faults.places:
            drawing = {self._transcript.calls[number].function for number in self._chance.calls}
            whole = self._chance.explained_by(self._variants(drawing), self._fits_draws)
            return _named(whole) if whole else (Kind.NOTHING, [])
        variants = self._variants(self.faults.functions)
        whole = self._narrowed(self._whole(variants))
        return _named(whole) if whole else self._by_more_than_one(variants)

    def _variants(self, functions: Iterable[str]) -> list[Variant]:
        """The variants with the mistakes that may show in some functions, one in each."""
        reached = set().union(*(self._catalogue.reaches(function) for function in functions))
        mistakes = [each for each in self._catalogue.mistakes if each.label in reached]
        return [Variant(self._catalogue, (each,), self._transcript) for each in mistakes]

    def _whole(self, variants: list[Variant]) -> list[Variant]:
        """The variants that explain all faults."""
        matching = [each for each in variants if self._fit.matches(each)]
        near = near_the_likeliest(matching, self.faults.calls)
        fitting = [each for each in near if self._fit.fits_wrong_functions(each)]
        rest = [] if fitting else [each for each in matching if each not in near]
        return fitting or [each for each in rest if self._fit.fits_wrong_functions(each)]

    def _narrowed(self, whole: list[Variant]) -> list[Variant]:
        """Of the variants that explain all faults, those that are the likeliest."""
        if len(whole) > 1 or not all(each.likelihood(self.faults.calls).is_certain for each in whole):
            whole = self._chance.likeliest(whole)
        if len(whole) > 1:  # what functions share may be wrong in one alone; what fits everywhere is likelier
            whole = [each for each in whole if self._fit.fits_everywhere(each)] or whole
        if len(whole) > 1:  # an order that cannot be foretold fits more than it should
            whole = [each for each in whole if not each.mistakes[0].any_order] or whole
        return whole

    def _by_more_than_one(self, variants: list[Variant]) -> tuple[Kind, list[Mistake]]:
        fitting = [(each, places) for each in variants if (places := self._fit.places(each))]
        together = Together(self._catalogue, self._transcript, self.faults, self._fit)
        pair = apart(fitting, self.faults) or together.found(variants)
        if pair:
            return Kind.PAIR, pair
        if fitting:
            return Kind.PART, list(max(fitting, key=lambda each: len(each[1]))[0].mistakes)
        return Kind.NONE, []

    def _fits_draws(self, variant: Variant) -> bool:
        """Whether a variant agrees with all draws, and makes those that passed about as likely as the reference."""
        calls = self._transcript.calls
        excess = 0.0
        for number in sorted(self._chance.drawing, key=lambda number: calls[number].size):
            if self._fit.shown(variant, number) is None:
                return False
            if calls[number].passed:
                self._right.answer(number)
                excess += variant.likelihood([number]).log - self._right.likelihood([number]).log
                if excess < -2 * CERTAIN:
                    return False
        return True


def _named(whole: list[Variant]) -> tuple[Kind, list[Mistake]]:
    by_id = {each.mistakes[0].id: each.mistakes[0] for each in reversed(whole)}  # forms of one mistake are one
    kind = Kind.ONE if len(by_id) == 1 else Kind.SEVERAL
    return kind, list(by_id.values())[::-1][:MOST_NAMED]
