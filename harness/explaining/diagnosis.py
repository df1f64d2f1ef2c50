"""Finds the known mistakes whose outcomes are a learner's outcomes.

Every call that the suite made is put to the reference and to known-wrong versions of it. An *observation* is one leaf
of what came of one call. The learner's *faults* are the observations that differ from the reference's. A mistake
*shows* in the observations that it changes. It *fits* if the learner's outcome equals its own wherever it shows, and it
explains the learner if, besides, it shows in every fault.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from ..boundary.log import Exchange
from .mistakes import Mistake
from .outcomes import Leaf, Raised, form, is_same, is_wrong
from .replay import ASKS, WARNS, Outcome, Path, Replay, Test, Unanswerable, told
from .versions import Versions

SHIFT = 7  # numbers taken from a generator beforehand, to see whether an outcome depends on them
MOST_PAIRS = 40  # versions with two mistakes that are tried; each costs about as much as judging a small call
PROBES = 3  # wrong calls by which pairs are chosen
MOST_NAMED = 3  # of mistakes that look alike

Place = tuple[int, Path]  # the number of a call, and a leaf of its outcome
ABSENT = Raised("nothing is there")


@dataclasses.dataclass(frozen=True)
class Diagnosis:
    """What is known about a learner's faults.

    Attributes:
        kind: ``one`` mistake explains them; ``several`` do so equally; ``pair``: two together do; ``part``: one
            explains some of them; ``none``: no known mistake explains any; ``nothing``: there is no fault to explain.
        mistakes: those that explain.
        calls: what was asked, with the learner's and the right outcome: those with a fault, in the suite's order.
    """

    kind: str
    mistakes: tuple[Mistake, ...]
    calls: tuple[Call, ...]


@dataclasses.dataclass(frozen=True)
class Call:
    """One question, and what came of it."""

    exchange: Exchange
    learner: Outcome
    right: Outcome
    passed: bool
    is_chance: bool

    @property
    def function(self) -> str:
        """What was called, by its name; calls of objects go together."""
        target = self.exchange.request.get("target")
        return target if isinstance(target, str) else ""

    def faults(self) -> set[Path]:
        """The leaves in which the learner's outcome differs from the right one."""
        return _different(self.learner, self.right)


def diagnose(versions: Versions, tests: Sequence[Test]) -> Diagnosis:
    """Find the mistakes that explain what a learner's code did in ``tests``."""
    case = _Case(versions, tests)
    kind, mistakes = case.explanation()
    wrong = tuple(call for call in case.calls if not call.passed and call.faults())
    return Diagnosis(kind if wrong else "nothing", tuple(mistakes), wrong)


class Fit(NamedTuple):
    """The places in which a mistake shows and the learner has the same, and whether that is wherever it shows."""

    places: set[Place]
    is_everywhere: bool


class _Case:
    """One learner's outcomes beside the reference's."""

    def __init__(self, versions: Versions, tests: Sequence[Test]):
        self._versions = versions
        self._exchanges = [(each, test.passed) for test in tests for each in test.exchanges]
        self.calls: list[Call] = list(self._ask_reference())
        self.faults: set[Place] = set()
        self.free: set[Place] = set()  # where the suite has let a difference pass: it says nothing
        for number, call in enumerate(self.calls):
            target = self.free if call.passed else self.faults
            target |= {(number, path) for path in call.faults()}
        certain = {(number, path) for number, path in self.faults if not self.calls[number].is_chance}
        self._by_chance = not certain
        if certain:  # what depends on chance may differ in right work
            self.free |= self.faults - certain
            self.faults = certain
        self.is_formal = not self.faults
        if self.is_formal:
            self._compare_forms()
        self._wrong_functions = {self.calls[number].function for number, _ in self.faults}
        self._plans = self._planned()

    def explanation(self) -> tuple[str, list[Mistake]]:
        if not self.faults:
            return "nothing", []
        fitting = [(each, fit) for each in self._candidates() if (fit := self._fit(each)).places]
        whole = [mistake for mistake, fit in fitting if fit.places >= self.faults]
        if len(whole) > 1:  # what functions share may be wrong in one alone; what fits everywhere is likelier
            whole = [mistake for mistake in whole if self._fit(mistake, plan="all").is_everywhere] or whole
        if whole:
            return ("one" if len(whole) == 1 else "several"), whole[:MOST_NAMED]
        for (first, a), (second, b) in itertools.combinations(fitting, 2):
            if a.places | b.places >= self.faults:
                return "pair", [first, second]
        together = self._together()
        if together:
            return "pair", together
        if fitting:
            return "part", [max(fitting, key=lambda each: len(each[1].places))[0]]
        return "none", []

    def _candidates(self) -> list[Mistake]:
        """The mistakes that may show where there is a fault."""
        reached = set().union(*(self._versions.reaches(function) for function in self._wrong_functions))
        return [mistake for mistake in self._versions.mistakes if mistake.id in reached]

    def _ask_reference(self) -> Iterable[Call]:
        module, other = self._versions.of(), self._versions.of()
        assert module is not None
        assert other is not None
        right, shifted, names = Replay(module), Replay(other, SHIFT), set()
        for exchange, passed in self._exchanges:
            if exchange.request["op"] == "set":
                right.set(exchange)
                names.add(exchange.request["name"])
            elif exchange.request["op"] in ASKS:
                try:
                    outcome = right.answer(exchange)
                    is_chance = _draws(exchange) and bool(_different(outcome, shifted.answer(exchange)))
                except Unanswerable:
                    return
                answer = told(exchange)
                if exchange.request.get("owner", 0) is None and exchange.request["name"] not in names:
                    answer = outcome  # a global that nobody has set may be anything
                if exchange.request.get("target") in self._versions.free:
                    answer, outcome = _failing(answer), _failing(outcome)
                yield Call(exchange, answer, outcome, passed, is_chance)

    def _compare_forms(self) -> None:
        """Where all values are right, shapes and precision may be what is wrong."""
        for call_number, call in enumerate(self.calls):
            for path in _formally_different(call.learner, call.right):
                (self.free if call.passed else self.faults).add((call_number, path))

    def _fit(self, *mistakes: Mistake, plan: str = "functions") -> Fit:
        """Where the mistakes show and fit, function by function."""
        shown: dict[str, set[Place]] = {}
        unfit: set[str] = set()
        for number, outcome in self._answers(mistakes, plan):
            call = self.calls[number]
            if call.function in unfit or (call.is_chance and not self._by_chance):
                continue
            for path in self._differing(outcome, call.right):
                place = number, path
                if place in self.free:
                    continue
                leaf, learner = outcome.get(path, ABSENT), call.learner.get(path, ABSENT)
                if place not in self.faults or not self._equal(leaf, learner):
                    unfit.add(call.function)
                    break
                shown.setdefault(call.function, set()).add(place)
            if unfit >= self._wrong_functions and plan != "all":
                break
        return Fit(set().union(*(places for name, places in shown.items() if name not in unfit)), not unfit)

    def _planned(self) -> dict[str, list[tuple[Exchange, int | None]]]:
        """What to ask a version, with the numbers of the calls: all; what may tell; what failed tests asked."""
        numbers = iter(range(len(self.calls)))
        plan = [(each, passed, next(numbers, None) if each.request["op"] in ASKS else None)
                for each, passed in self._exchanges]  # fmt: skip
        whole = [(each, number) for each, _, number in plan]
        failed = [(each, number) for each, passed, number in plan if not passed]
        if any(each.request["op"] not in ("call", "batch") for each, _ in self._exchanges):
            whole, failed = self._needed(whole), self._needed(failed)
            return {"all": whole, "functions": whole, "failed": failed}
        # Of plain functions, those without a fault need not be asked again.
        functions = [(each, number) for each, number in whole if self._is_about_a_fault(number)]
        failed = [(each, number) for each, number in failed if self._is_about_a_fault(number)]
        return {"all": whole, "functions": functions, "failed": failed}

    def _needed(self, plan: list[tuple[Exchange, int | None]]) -> list[tuple[Exchange, int | None]]:
        """Without the calls that would tell nothing."""
        free = self._versions.free
        return [
            (each, number) for each, number in plan
            if each.request.get("target") not in free or self._is_about_a_fault(number)
        ]  # fmt: skip

    def _is_about_a_fault(self, number: int | None) -> bool:
        return number is not None and self.calls[number].function in self._wrong_functions

    def _answers(self, mistakes: Sequence[Mistake], plan: str) -> Iterable[tuple[int, Outcome]]:
        module = self._versions.of(*mistakes)
        if module is None:
            return
        replay = Replay(module)
        for exchange, number in self._plans[plan]:
            if exchange.request["op"] == "set":
                replay.set(exchange)
            elif number is not None:
                try:
                    outcome = replay.answer(exchange)
                except Unanswerable:
                    outcome = {("gives",): ABSENT}
                if exchange.request.get("target") in self._versions.free:
                    outcome = _failing(outcome)
                yield number, outcome

    def _differing(self, outcome: Outcome, right: Outcome) -> set[Path]:
        formal = _formally_different(outcome, right) if self.is_formal else set()
        return _different(outcome, right) | formal

    def _equal(self, outcome: Leaf, learner: Leaf) -> bool:
        return is_same(outcome, learner) and (not self.is_formal or form(outcome) == form(learner))

    def _together(self) -> list[Mistake]:
        """Two mistakes that explain the faults only where both are made, as when one spoils what the other gives."""
        tried = 0
        candidates = self._candidates()
        traces = {mistake.id: self._trace(mistake) for mistake in candidates}
        for first, second in itertools.combinations(candidates, 2):
            if not _may_meet(traces[first.id], traces[second.id]):
                continue
            tried += 1
            if tried > MOST_PAIRS:
                break
            for order in ((first, second), (second, first)):
                if self._versions.of(*order) is not None:
                    if self._fit(*order, plan="failed").places >= self.faults:
                        return [first, second]
                    break
        return []

    def _trace(self, mistake: Mistake) -> dict[Place, str]:
        """Each place of the first wrong calls: whether the mistake is hidden there, matches the learner, or neither."""
        probes = sorted({number for number, _ in self.faults})[:PROBES]
        trace: dict[Place, str] = {}
        for number, outcome in self._answers([mistake], "failed"):
            call = self.calls[number]
            if number in probes:
                for path in outcome.keys() | call.right.keys() | call.learner.keys():
                    is_fault = (number, path) in self.faults
                    leaf, learner = outcome.get(path, ABSENT), call.learner.get(path, ABSENT)
                    if not is_wrong(leaf, call.right.get(path, ABSENT)):
                        trace[number, path] = "missing" if is_fault else "hidden"
                    else:
                        trace[number, path] = "match" if is_same(leaf, learner) else "other"
            if probes and number >= probes[-1]:
                break
        return trace


def _may_meet(first: dict[Place, str], second: dict[Place, str]) -> bool:
    """Whether two mistakes may give the learner's outcomes together: where one is hidden, the other has to match."""
    for place in first.keys() & second.keys():
        pair = {first[place], second[place]}
        if pair in ({"missing"}, {"missing", "other"}, {"hidden", "other"}):
            return False
    return True


def _failing(outcome: Outcome) -> Outcome:
    """Only whether there was an exception, of whatever kind, and what was changed."""
    has_raised = isinstance(outcome.get(("gives",)), Raised)
    changes = {path: leaf for path, leaf in outcome.items() if path[0] == "changes"}
    return {("gives",): Raised("some exception") if has_raised else None, **changes}


def _different(outcome: Outcome, right: Outcome) -> set[Path]:
    """The leaves whose values differ; whether there was a warning is a matter of form."""
    paths = (outcome.keys() | right.keys()) - {WARNS}
    return {path for path in paths if is_wrong(outcome.get(path, ABSENT), right.get(path, ABSENT))}


def _formally_different(outcome: Outcome, right: Outcome) -> set[Path]:
    """The leaves that differ in shape or precision, and the warning that only one of them gives."""
    both = outcome.keys() & right.keys()
    return {path for path in both if form(outcome[path]) != form(right[path])}


def _draws(exchange: Exchange) -> bool:
    """Whether a generator is among the arguments."""

    def holds(tree: Any) -> bool:
        return isinstance(tree, list) and (tree[:1] == ["generator"] or any(map(holds, tree)))

    request = exchange.request
    return holds(request.get("arguments")) or holds(request.get("calls"))
