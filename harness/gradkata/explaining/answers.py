"""What a learner's code answered to a question, decoded."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import Any

import numpy as np

from ..boundary.inside import requests
from ..boundary.inside.wire import Decoder, ProtocolError
from ..boundary.log import Exchange
from .outcomes import GIVES, WARNS, Opaque, Outcome, Raised, given
from .questions import Asked, Question, changed
from .readings import Reading, readings


class Answer:
    """What the learner's code answered.

    Attributes:
        value: the whole of it.
        outcome: its leaves.
        gave_object: the number of the object that it gave, if it gave one.
    """

    def __init__(self, exchange: Exchange, question: Question):
        self.value: Any = None
        self.gave_object = gave_object(exchange)
        self._is_batch = isinstance(exchange.request, requests.Batch)
        self._readings: dict[int, list[Reading]] = {}
        try:
            self.outcome = self._read(exchange, question)
        except (ProtocolError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError, RecursionError):
            self.value, self.outcome = Opaque(), {GIVES: Opaque()}  # whatever it was, it was no plain answer

    @functools.cached_property
    def parts(self) -> list[Outcome]:
        """The leaves of each answer in a batch."""
        return [given(each) for each in self.value] if isinstance(self.value, list) else []

    def readings(self, number: int, arguments: Iterable[Any]) -> list[Reading]:
        """The ways to read draws from the answer, or from one in a batch."""
        if number not in self._readings:
            answer = self.value[number] if self._is_batch else self.value
            self._readings[number] = readings(answer, arguments)
        return self._readings[number]

    def _read(self, exchange: Exchange, question: Question) -> Outcome:
        answer = exchange.answer
        known = question.asked({}) if isinstance(exchange.request, requests.Call) else None
        decoder = Decoder(exchange.buffers, lambda _: Opaque(), list(known.objects) if known else None)
        if self._is_batch:  # each for itself: a list around them would be an object more than those that are numbered
            self.value = [decoder.decode(each) for each in answer.get("values", [])]
        else:
            self.value = decoder.decode(answer.get("value"))
        outcome: Outcome = {WARNS: bool(answer.get("warnings"))}
        changes = [(number, decoder.decode(tree)) for number, tree in answer.get("changes", [])]
        for number, new in changes:
            _apply(known, number, new)
            if not isinstance(new, np.random.Generator):
                outcome |= changed(number, new)
        if isinstance(answer.get("error"), dict):
            return outcome | {GIVES: Raised(_builtin(answer["error"]), str(answer["error"].get("message", "")))}
        return outcome | given(self.value)


def gave_object(exchange: Exchange) -> int | None:
    """The number of the object that an answer gave, if it gave one."""
    tree = exchange.answer.get("value")
    if not isinstance(tree, list) or len(tree) < 2 or tree[0] != "object":
        return None
    return tree[1] if type(tree[1]) is int else None


def _apply(known: Asked | None, number: Any, new: Any) -> None:
    """What is given back may be an argument itself, so arguments change before the value is looked at."""
    old = known.objects[number] if known else None
    if isinstance(old, np.ndarray) and isinstance(new, np.ndarray) and old.shape == new.shape:
        old[...] = new


def _builtin(error: dict[str, Any]) -> str:
    """The builtin type that a learner's exception is, or derives from."""
    bases = error.get("bases")
    return str(bases[0]) if isinstance(bases, list) and bases else str(error.get("type"))
