"""Asks a module in this process what a learner's was asked: the reference, and known-wrong versions of it.

Only gradkata's own code runs here.
"""

from __future__ import annotations

import contextlib
import functools
import itertools
import types
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from ..boundary.inside.requests import Batch, Call, Get, Request, Set
from ..boundary.inside.wire import Decoder, ProtocolError
from ..boundary.log import Exchange
from .conventions import Conventions
from .outcomes import GIVES, WARNS, Leaf, Opaque, Outcome, Raised, leaves, limited
from .questions import Asked, Question, changed, plain_arguments
from .scripted import MOST_DRAWS, MOST_IN_ALL, Enough, Likelihood, Offer, ScriptedGenerator, offers

ASKS = (Call, Batch, Get)
MOST_ITEMS = 1000  # of what a version's generator gives, where a learner's code gave a list


class Unanswerable(Exception):
    """A version cannot be asked: the question is about an object that it never gave."""


class Told:
    """What the learner's code answered.

    Attributes:
        value: the whole of it.
        outcome: its leaves.
        gave_object: the number of the object that it gave, if it gave one.
    """

    def __init__(self, exchange: Exchange, question: Question):
        self.value: Any = None
        self.gave_object = gave_object(exchange)
        self._is_batch = isinstance(exchange.request, Batch)
        self._offers: dict[int, list[Offer]] = {}
        try:
            self.outcome = self._read(exchange, question)
        except (ProtocolError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError, RecursionError):
            self.value, self.outcome = Opaque(), {GIVES: Opaque()}  # whatever it was, it was no plain answer

    @functools.cached_property
    def parts(self) -> list[Outcome]:
        """The leaves of each answer in a batch."""
        return [given(each) for each in self.value] if isinstance(self.value, list) else []

    def offers(self, number: int, arguments: Iterable[Any]) -> list[Offer]:
        """The ways to read draws from the answer, or from one in a batch."""
        if number not in self._offers:
            answer = self.value[number] if self._is_batch else self.value
            self._offers[number] = offers(answer, arguments)
        return self._offers[number]

    def _read(self, exchange: Exchange, question: Question) -> Outcome:
        answer = exchange.answer
        known = question.asked({}) if isinstance(exchange.request, Call) else None
        decoder = Decoder(exchange.buffers, lambda _: Opaque(), list(known.objects) if known else None)
        if self._is_batch:  # each for itself: a list around them would be an object more than those that are numbered
            self.value = [decoder.decode(each) for each in answer.get("values", [])]
        else:
            self.value = decoder.decode(answer.get("value"))
        outcome: Outcome = {WARNS: bool(answer.get("warnings"))}
        changes = [(number, decoder.decode(tree)) for number, tree in answer.get("changes", [])]
        for number, new in changes:
            self._apply(known, number, new)
            if not isinstance(new, np.random.Generator):
                outcome |= changed(number, new)
        if isinstance(answer.get("error"), dict):
            return outcome | {GIVES: Raised(_builtin(answer["error"]), str(answer["error"].get("message", "")))}
        return outcome | given(self.value)

    @staticmethod
    def _apply(known: Asked | None, number: Any, new: Any) -> None:
        """What is given back may be an argument itself, so arguments change before the value is looked at."""
        old = known.objects[number] if known else None
        if isinstance(old, np.ndarray) and isinstance(new, np.ndarray) and old.shape == new.shape:
            old[...] = new


class Replay:
    """One version, asked the learner's questions in their order.

    Args:
        caught: the warnings that came, which whoever replays has to listen for.
    """

    def __init__(self, module: types.ModuleType, conventions: Conventions, caught: list[Any]):
        self._module, self._conventions, self._caught = module, conventions, caught
        self._held: dict[int, Any] = {}
        self.likelihood = Likelihood()  # of the last answer
        self.skips = False  # whether the first item of a list is none of the draws, as a call has shown

    def drawn(self, question: Question) -> list[Any]:
        """What the version gives with the very generators that it is asked with, call by call."""
        found = []
        assert isinstance(question.request, Call | Batch)
        count = len(question.values) if isinstance(question.request, Batch) else 1
        for number in range(count):
            asked = question.asked(self._held).values
            arguments, keywords = (asked[number], {}) if isinstance(question.request, Batch) else asked
            try:
                found.append(self._target(question.request.target)(*arguments, **keywords))
            except Exception as error:  # as above
                found.append(type(error).__name__)
        return found

    def answer(self, question: Question, told: Told, most: int = MOST_DRAWS, in_all: int = MOST_IN_ALL) -> Outcome:
        """What the version answers.

        Args:
            told: what the learner's code answered: draws are taken from it, and the number of the object it gave.
            most: how many draws to look at in one call.
            in_all: how many in a batch.

        Raises:
            Unanswerable: it gave no such object as the question is about.
        """
        self.likelihood = Likelihood()
        if not question.draws:
            asked = question.asked(self._held)
            return self._outcome(lambda: self._value(question.request, asked.values), asked, told)
        if isinstance(question.request, Batch):
            return self._outcome(lambda: self._batch(question, told, most, in_all), Asked([], [], []), told)
        return self._draw(question, told, most)

    def set(self, question: Question) -> None:
        """Set what the learner's code had set."""
        request = question.request
        assert isinstance(request, Set)
        owner, name = self._owner(request.owner), request.name
        (value,) = question.asked(self._held).values
        kept = getattr(owner, name, None)
        if request.in_place and isinstance(kept, np.ndarray) and kept.shape == np.shape(value):
            kept[...] = value
        else:
            setattr(owner, name, value)
        for length, of in self._conventions.lengths.items():
            if of == name and np.ndim(value):
                setattr(owner, length, len(value))

    def _outcome(self, work: Any, asked: Asked, told: Told) -> Outcome:
        outcome: Outcome = {}
        self._caught.clear()
        try:
            value = work()
        except Unanswerable:
            raise
        except Exception as error:  # a known-wrong version may fail in any way, as a learner's code may
            outcome[GIVES] = Raised(_builtin_kind(error), str(error))
        else:
            outcome |= self._given(value, told)
        return outcome | _as_of_now(asked.changes()) | {WARNS: bool(self._caught)}

    def _given(self, value: Any, told: Told) -> Outcome:
        if told.gave_object is not None:
            self._held[told.gave_object] = value
            return {GIVES: Opaque()}
        if isinstance(value, Iterator) and isinstance(told.value, list | tuple):
            value = list(itertools.islice(value, MOST_ITEMS))
        return _as_of_now(given(value))

    def _draw(self, question: Question, told: Told, most: int) -> Outcome:
        """A call that draws, once for each way to read the learner's draws from the answer, until one gives it."""
        kept: Outcome = {}
        for skips, offer in self._in_order(told.offers(0, plain_arguments(question.values))):
            dice: list[ScriptedGenerator] = []
            asked = question.asked(self._held, functools.partial(_thrown, offer, most, dice))
            try:
                outcome = self._outcome(lambda asked=asked: self._value(question.request, asked.values), asked, told)
            except Enough as enough:
                outcome, skips = _cut_short(told.outcome, asked, enough), self.skips
            is_alike = _gives_alike(outcome, told.outcome)
            if not kept or is_alike:
                kept, self.likelihood = outcome, _likelihood_of(dice)
            if is_alike:
                self.skips = skips
                break
        return kept

    def _in_order(self, found: list[Offer]) -> list[tuple[bool, Offer]]:
        """The ways to read the draws from an answer: first the one that has proven right."""
        ways = [(number > 0, offer) for number, offer in enumerate(found)]
        return ways[::-1] if self.skips else ways

    def _batch(self, question: Question, told: Told, most: int, in_all: int) -> list[Any]:
        """The answers of a batch, as far as they are looked at; the rest is the learner's own."""
        assert isinstance(question.request, Batch)
        theirs = told.value if isinstance(told.value, list) else []
        function, values = self._target(question.request.target), list[Any]()
        if isinstance(told.outcome.get(GIVES), Raised):
            return [self._unguided(function, question, number) for number in range(min(in_all, len(question.values)))]
        for number in range(min(len(theirs), len(question.values))):
            value, is_alike = self._one_of_batch(function, question, number, told, most)
            values.append(value)
            if not is_alike or self.likelihood.count >= in_all:  # one that differs tells enough
                break
        return values + theirs[len(values) :]

    def _unguided(self, function: Any, question: Question, number: int) -> Any:
        """What a call gives where nobody knows the learner's draws, since the whole batch has failed."""
        with contextlib.suppress(Enough):
            return function(*question.value(number, self._held, lambda _: ScriptedGenerator((), MOST_DRAWS)))
        return None

    def _one_of_batch(self, function: Any, question: Question, number: int, told: Told, most: int) -> tuple[Any, bool]:
        kept: tuple[Any, Likelihood, bool] | None = None
        for skips, offer in self._in_order(told.offers(number, question.values[number])):
            dice: list[ScriptedGenerator] = []
            arguments = question.value(number, self._held, functools.partial(_thrown, offer, most, dice))
            try:
                value, is_alike = function(*arguments), False
            except Enough as enough:
                value, is_alike, skips = enough.drawn, enough.drawn is None, self.skips
            if is_alike:
                value = told.value[number]
            else:
                is_alike = _gives_alike(given(value), told.parts[number])
            if kept is None or is_alike:
                kept = value, _likelihood_of(dice), is_alike
            if is_alike:
                self.skips = skips
                break
        assert kept is not None
        self.likelihood.add(kept[1])
        return kept[0], kept[2]

    def _value(self, request: Request, values: list[Any]) -> Any:
        if isinstance(request, Get):
            return getattr(self._owner(request.owner), request.name)
        assert isinstance(request, Call | Batch)
        function = self._target(request.target)
        if isinstance(request, Batch):
            return [function(*arguments) for arguments in values]
        arguments, keywords = values
        return function(*arguments, **keywords)

    def _target(self, target: str | int) -> Any:
        return getattr(self._module, target) if isinstance(target, str) else self._owner(target)

    def _owner(self, number: int | None) -> Any:
        if number is None:
            return self._module
        if number not in self._held:
            raise Unanswerable
        return self._held[number]


def gave_object(exchange: Exchange) -> int | None:
    """The number of the object that an answer gave, if it gave one."""
    tree = exchange.answer.get("value")
    if not isinstance(tree, list) or len(tree) < 2 or tree[0] != "object":
        return None
    return tree[1] if type(tree[1]) is int else None


def given(value: Any) -> Outcome:
    """The leaves of a value that was given."""
    return limited((("gives", *path), leaf) for path, leaf in leaves(value))


def _as_of_now(outcome: Outcome) -> Outcome:
    """With copies of the arrays, which later calls may change."""
    return {path: leaf.copy() if isinstance(leaf, np.ndarray) else leaf for path, leaf in outcome.items()}


def _cut_short(told: Outcome, asked: Asked, enough: Enough) -> Outcome:
    """What a call would have come to: the learner's own answer, if all draws so far were possible."""
    gives = (
        given(enough.drawn) if enough.drawn is not None else {p: each for p, each in told.items() if p[0] == "gives"}
    )
    changes = {path: told.get(path, leaf) for path, leaf in asked.changes().items()}  # they went on changing
    return gives | changes | {WARNS: told.get(WARNS, False)}


def _thrown(offer: Offer, most: int, dice: list[ScriptedGenerator], _generator: Any) -> ScriptedGenerator:
    """A stand-in for a generator, put down in ``dice``."""
    dice.append(ScriptedGenerator(offer.draws, most, offer.after))
    return dice[-1]


def _likelihood_of(dice: list[ScriptedGenerator]) -> Likelihood:
    likelihood = Likelihood()
    for each in dice:
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


def _builtin(error: dict[str, Any]) -> str:
    """The builtin type that a learner's exception is, or derives from."""
    bases = error.get("bases")
    return str(bases[0]) if isinstance(bases, list) and bases else str(error.get("type"))


def _builtin_kind(error: Exception) -> str:
    return next(base.__name__ for base in type(error).__mro__ if base.__module__ == "builtins")
