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
from collections.abc import Set as AbstractSet
from typing import Any

import numpy as np

from ..boundary.inside.requests import Call
from ..results import Kind
from .calls import CallKind
from .catalogue import Catalogue
from .chance import CERTAIN, Chance, near_the_likeliest
from .faults import Faults, Finding
from .fit import Fit
from .mistakes import Mistake
from .remainder import Remainder
from .sets import Part, Sets, of_different_ids
from .signs import Signs
from .transcript import Test, Transcript
from .variant import Variant, variant_of

SMALL_CALLS = 25


@dataclasses.dataclass(frozen=True)
class Diagnosis:
    """What is known about a learner's faults.

    Attributes:
        kind: how well the mistakes explain them.
        parts: those that explain, each with the faults that it explains.
        calls: those with a fault, in the suite's order.
        explained: the names of the tests whose faults are all explained.
    """

    kind: Kind
    parts: tuple[Part, ...]
    calls: tuple[Finding, ...]
    explained: frozenset[str] = frozenset()

    @property
    def mistakes(self) -> tuple[Mistake, ...]:
        """All mistakes that are named."""
        return tuple(each for part in self.parts for each in part.alternatives)


def diagnose(
    catalogue: Catalogue, tests: Sequence[Test], complete: int | None = None, *,
    unwritten: AbstractSet[str] = frozenset(), is_repair: bool = False,
) -> Diagnosis:  # fmt: skip
    """Find the mistakes that explain what a learner's code did in ``tests``.

    Args:
        complete: how many exchanges came before the first that is missing in the tests; None if none is missing.
        unwritten: the functions whose bodies do nothing: what comes of them is a sign of nothing.
        is_repair: whether the learner began with code that runs and is wrong.
    """
    with quietly() as caught:
        transcript = Transcript(tests, catalogue.conventions, complete, caught)
        search = _Search(catalogue, transcript, unwritten, is_repair)
        kind, parts = search.explanation()
        if kind in (Kind.ONE, Kind.SEVERAL, Kind.PAIR) and search.has_more(parts):
            kind = Kind.PART
        return Diagnosis(kind, tuple(parts), tuple(search.faults.findings()), search.explained(parts))


@contextlib.contextmanager
def quietly() -> Iterator[list[Any]]:
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

    def __init__(self, catalogue: Catalogue, transcript: Transcript, unwritten: AbstractSet[str], is_repair: bool):
        self._catalogue, self._transcript = catalogue, transcript
        self._right = variant_of(catalogue, (), transcript)
        self._chance = Chance(transcript, self._right)
        self.faults = Faults(transcript, self._right, bool(catalogue.conventions.shapes))
        self._signs = Signs(transcript, self.faults, unwritten, is_repair=is_repair)
        self._fit = Fit(catalogue, transcript, self.faults, self._signs)
        self._sets = Sets(catalogue, transcript, self.faults, self._fit, self._signs)

    def explanation(self) -> tuple[Kind, list[Part]]:
        """How well mistakes explain the faults, and which."""
        if not self.faults.places:
            drawing = {self._transcript.calls[number].function for number in self._chance.calls}
            whole = self._chance.explained_by(self._variants(drawing), self._fits_draws)
            return self._named(whole) if whole else (Kind.NOTHING, [])
        if not self._signs.is_enough(self.faults.places):
            return Kind.NONE, []
        variants = self._variants(self.faults.functions)
        whole = self._narrowed(self._whole(variants))
        return self._named(whole) if whole else self._by_parts(variants)

    def has_more(self, parts: Sequence[Part]) -> bool:
        """Whether more is wrong than the mistakes that explain all faults; see `Remainder`."""
        if not self.faults.places:
            return False
        return Remainder(self._transcript, self.faults).is_there(self._made(parts))

    def _made(self, parts: Sequence[Part]) -> list[Variant]:
        """The variants that the parts may stand for: one mistake of each."""
        if len(parts) == 1:
            return [
                variant_of(self._catalogue, (each,), self._transcript, self._right) for each in parts[0].alternatives
            ]
        made = self._sets.made([part.alternatives[0] for part in parts])
        return [] if made is None else [made]

    def explained(self, parts: Iterable[Part]) -> frozenset[str]:
        """The names of the tests whose faults are all explained."""
        left = self.faults.places - {place for part in parts for place in part.places}
        unexplained = {self._transcript.test_of[number] for number, _ in left}
        return frozenset(self._transcript.test_of[number] for number in self.faults.calls) - unexplained

    def _variants(self, functions: Iterable[str]) -> list[Variant]:
        """The variants with the mistakes that may show in some functions, one in each."""
        reached = set().union(*(self._catalogue.reaches(function) for function in functions))
        mistakes = [each for each in self._catalogue.mistakes if each.label in reached]
        return [variant_of(self._catalogue, (each,), self._transcript, self._right) for each in mistakes]

    def _whole(self, variants: list[Variant]) -> list[Variant]:
        """The variants that explain all faults."""
        able = variants if self.faults.are_primary else self._fitting_small_calls(variants)
        matching = [each for each in able if self._fit.matches(each, self.faults.calls)]
        near = near_the_likeliest(matching, self.faults.calls)
        fitting = [each for each in near if self._fits_wrong_functions(each)]
        rest = [] if fitting else [each for each in matching if each not in near]
        return fitting or [each for each in rest if self._fits_wrong_functions(each)]

    def _fitting_small_calls(self, variants: list[Variant]) -> list[Variant]:
        """Those that fit small calls about plain numbers: one that trains or differentiates costs a hundred of them."""
        calls = self._transcript.calls
        plain = [
            number for number, call in enumerate(calls)
            if call.kind is CallKind.PLAIN and isinstance(call.exchange.request, Call) and not call.question.draws
        ]  # fmt: skip
        small = sorted(plain, key=lambda number: calls[number].size)[:SMALL_CALLS]
        return [each for each in variants if self._fit.fits(each, small)]

    def _narrowed(self, whole: list[Variant]) -> list[Variant]:
        """Of the variants that explain all faults, those that are the likeliest."""
        # One from which much may be drawn explains too easily what is wrong in one function: it has to fit all others.
        whole = [each for each in whole if self._is_certain(each) or self._fit.fits_everywhere(each)]
        if len(whole) > 1 or not all(map(self._is_certain, whole)):
            whole = self._chance.likeliest(whole)
        if len(whole) > 1:  # what functions share may be wrong in one alone; what fits everywhere is likelier
            whole = [each for each in whole if self._fit.fits_everywhere(each)] or whole
        if len(whole) > 1:  # an order that cannot be foretold fits more than it should
            whole = [each for each in whole if not each.mistakes[0].any_order] or whole
        return whole

    def _is_certain(self, variant: Variant) -> bool:
        return variant.likelihood(self.faults.calls).is_certain

    def _fits_wrong_functions(self, variant: Variant) -> bool:
        return self._fit.fits_functions(variant, self.faults.functions)

    def _by_parts(self, variants: list[Variant]) -> tuple[Kind, list[Part]]:
        """The mistakes that explain the faults between them, each those of its functions."""
        parts = self._sets.parts(variants)
        if not parts:
            return Kind.NONE, []
        if self.faults.places - {place for part in parts for place in part.places}:
            return Kind.PART, parts
        return (Kind.PAIR, parts) if len(parts) > 1 else (_kind(parts[0].alternatives), parts)

    def _named(self, whole: list[Variant]) -> tuple[Kind, list[Part]]:
        alternatives = of_different_ids(whole)
        return _kind(alternatives), [Part(alternatives, frozenset(self.faults.places))]

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


def _kind(alternatives: Sequence[Mistake]) -> Kind:
    return Kind.ONE if len(alternatives) == 1 else Kind.SEVERAL
