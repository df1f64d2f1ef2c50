"""Asks a module in this process what a learner's was asked: the reference, and variants of it.

Only gradkata's own code runs here.
"""

from __future__ import annotations

import contextlib
import functools
import itertools
import types
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from ..boundary.inside import requests
from .answers import Answer
from .callee import Callee, Unanswerable
from .conventions import Conventions
from .likelihood import Likelihood
from .outcomes import GIVES, WARNS, Leaf, Opaque, Outcome, Raised, given
from .questions import Asked, Question, plain_arguments
from .readings import Reading
from .scripted import MOST_DRAWS, MOST_IN_ALL, Enough, ScriptedGenerator

ASKS = (requests.Call, requests.Batch, requests.Get)
MOST_ITEMS = 1000  # of what a variant's generator function gives, where a learner's code gave a list


class Replay:
    """One variant, asked the learner's questions in their order.

    Args:
        caught: the warnings that came, which whoever replays has to listen for.

    Attributes:
        likelihood: of the draws in the last answer.
        skips: whether the first item of a list is none of the draws, as a call has shown.
    """

    def __init__(self, module: types.ModuleType, conventions: Conventions, caught: list[Any]):
        self._callee, self._caught = Callee(module, conventions), caught
        self.likelihood = Likelihood()
        self.skips = False

    def set(self, question: Question) -> None:
        """Set what the learner's code had set; see `Callee.set`."""
        self._callee.set(question)

    def drawn(self, question: Question) -> list[Any]:
        """What the variant gives with the very generators that it is asked with, call by call."""
        found = []
        request = question.request
        assert isinstance(request, requests.Call | requests.Batch)
        is_batch = isinstance(request, requests.Batch)
        for number in range(len(question.values) if is_batch else 1):
            asked = question.value(number, self._callee.held) if is_batch else question.asked(self._callee.held).values
            arguments, keywords = (asked, {}) if is_batch else asked
            try:
                found.append(self._callee.function(request.target)(*arguments, **keywords))
            except Exception as error:  # a variant may fail in any way, as a learner's code may
                found.append(type(error).__name__)
        return found

    def answer(self, question: Question, theirs: Answer, most: int = MOST_DRAWS, in_all: int = MOST_IN_ALL) -> Outcome:
        """What the variant answers.

        Args:
            theirs: what the learner's code answered: draws are taken from it, and the number of the object it gave.
            most: how many draws to look at in one call.
            in_all: how many in a batch.

        Raises:
            Unanswerable: it gave no such object as the question is about.
        """
        self.likelihood = Likelihood()
        if not question.draws:
            asked = question.asked(self._callee.held)
            return self._outcome(lambda: self._callee.value(question.request, asked.values), asked, theirs)
        if isinstance(question.request, requests.Batch):
            return self._outcome(lambda: self._batch(question, theirs, most, in_all), Asked([], [], []), theirs)
        return self._draw(question, theirs, most)

    def _outcome(self, work: Callable[[], Any], asked: Asked, theirs: Answer) -> Outcome:
        outcome: Outcome = {}
        self._caught.clear()
        try:
            value = work()
        except Unanswerable:
            raise
        except Exception as error:  # a variant may fail in any way, as a learner's code may
            outcome[GIVES] = Raised(_builtin_kind(error), str(error))
        else:
            outcome |= self._given(value, theirs)
        return outcome | _as_of_now(asked.changes()) | {WARNS: bool(self._caught)}

    def _given(self, value: Any, theirs: Answer) -> Outcome:
        if theirs.gave_object is not None:
            self._callee.held[theirs.gave_object] = value
            return {GIVES: Opaque()}
        if isinstance(value, Iterator) and isinstance(theirs.value, list | tuple):
            value = list(itertools.islice(value, MOST_ITEMS))
        return _as_of_now(given(value))

    def _draw(self, question: Question, theirs: Answer, most: int) -> Outcome:
        """A call that draws, once for each way to read the learner's draws from the answer, until one gives it."""
        kept: Outcome = {}
        for skips, reading in self._in_order(theirs.readings(0, plain_arguments(question.values))):
            generators: list[ScriptedGenerator] = []
            asked = question.asked(self._callee.held, functools.partial(_scripted, reading, most, generators))
            work = functools.partial(self._callee.value, question.request, asked.values)
            try:
                outcome = self._outcome(work, asked, theirs)
            except Enough as enough:
                outcome, skips = _cut_short(theirs.outcome, asked, enough), self.skips
            is_alike = _gives_alike(outcome, theirs.outcome)
            if not kept or is_alike:
                kept, self.likelihood = outcome, _likelihood_of(generators)
            if is_alike:
                self.skips = skips
                break
        return kept

    def _in_order(self, found: list[Reading]) -> list[tuple[bool, Reading]]:
        """The ways to read the draws from an answer: first the one that has proven right."""
        ways = [(number > 0, reading) for number, reading in enumerate(found)]
        return ways[::-1] if self.skips else ways

    def _batch(self, question: Question, theirs: Answer, most: int, in_all: int) -> list[Any]:
        """The answers of a batch, as far as they are looked at; the rest is the learner's own."""
        listed = theirs.value if isinstance(theirs.value, list) else []
        assert isinstance(question.request, requests.Batch)
        function, values = self._callee.function(question.request.target), list[Any]()
        if isinstance(theirs.outcome.get(GIVES), Raised):
            return [self._unguided(function, question, number) for number in range(min(in_all, len(question.values)))]
        for number in range(min(len(listed), len(question.values))):
            value, is_alike = self._one_of_batch(function, question, number, theirs, most)
            values.append(value)
            if not is_alike or self.likelihood.count >= in_all:  # one that differs tells enough
                break
        return values + listed[len(values) :]

    def _unguided(self, function: Any, question: Question, number: int) -> Any:
        """What a call gives where nobody knows the learner's draws, since the whole batch has failed."""
        with contextlib.suppress(Enough):
            return function(*question.value(number, self._callee.held, lambda _: ScriptedGenerator((), MOST_DRAWS)))
        return None

    def _one_of_batch(
        self, function: Any, question: Question, number: int, theirs: Answer, most: int
    ) -> tuple[Any, bool]:
        """What one call of a batch gives, and whether that is what the learner's code gave."""
        kept: tuple[Any, Likelihood, bool] | None = None
        for skips, reading in self._in_order(theirs.readings(number, question.values[number])):
            generators: list[ScriptedGenerator] = []
            substitute = functools.partial(_scripted, reading, most, generators)
            arguments = question.value(number, self._callee.held, substitute)
            try:
                value, is_alike = function(*arguments), False
            except Enough as enough:
                value, is_alike, skips = enough.drawn, enough.drawn is None, self.skips
            if is_alike:
                value = theirs.value[number]
            else:
                is_alike = _gives_alike(given(value), theirs.parts[number])
            if kept is None or is_alike:
                kept = value, _likelihood_of(generators), is_alike
            if is_alike:
                self.skips = skips
                break
        assert kept is not None
        self.likelihood.add(kept[1])
        return kept[0], kept[2]


def _as_of_now(outcome: Outcome) -> Outcome:
    """With copies of the arrays, which later calls may change."""
    return {path: leaf.copy() if isinstance(leaf, np.ndarray) else leaf for path, leaf in outcome.items()}


def _cut_short(theirs: Outcome, asked: Asked, enough: Enough) -> Outcome:
    """What a call would have come to: the learner's own answer, if all draws so far were possible."""
    gives = (
        given(enough.drawn) if enough.drawn is not None else {p: each for p, each in theirs.items() if p[0] == "gives"}
    )
    changes = {path: theirs.get(path, leaf) for path, leaf in asked.changes().items()}  # they went on changing
    return gives | changes | {WARNS: theirs.get(WARNS, False)}


def _scripted(
    reading: Reading, most: int, generators: list[ScriptedGenerator], _generator: np.random.Generator
) -> ScriptedGenerator:
    """A stand-in for a generator, which is put into ``generators`` too."""
    generators.append(ScriptedGenerator(reading.draws, most, reading.after))
    return generators[-1]


def _likelihood_of(generators: list[ScriptedGenerator]) -> Likelihood:
    likelihood = Likelihood()
    for each in generators:
        likelihood.add(each.likelihood)
    return likelihood


def _gives_alike(outcome: Outcome, other: Outcome) -> bool:
    a, b = outcome.get(GIVES), other.get(GIVES)
    if isinstance(a, np.ndarray) and isinstance(b, np.ndarray):
        return a.shape == b.shape and bool(np.array_equal(a, b))
    rest = {path: _plain(leaf) for path, leaf in outcome.items() if path[0] == "gives"}
    return rest == {path: _plain(leaf) for path, leaf in other.items() if path[0] == "gives"}


def _plain(leaf: Leaf) -> Any:
    return (leaf.shape, leaf.tobytes()) if isinstance(leaf, np.ndarray) else leaf


def _builtin_kind(error: Exception) -> str:
    """The builtin type that a variant's exception is, or derives from."""
    return next(base.__name__ for base in type(error).__mro__ if base.__module__ == "builtins")
