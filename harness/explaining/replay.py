"""Asks a module in this process what a learner's was asked: the reference, and known-wrong versions of it.

Only gradkata's own code runs here. Each question is decoded afresh, so that no version sees what another one did to
its arguments.
"""

from __future__ import annotations

import dataclasses
import types
import warnings
from collections.abc import Iterator
from typing import Any

import numpy as np

from ..boundary.log import Exchange
from ..boundary.wire import Decoder
from .outcomes import MAX_LEAVES, Leaf, Opaque, Raised, leaves

Path = tuple[Any, ...]
Outcome = dict[Path, Leaf]  # the leaves of a value under "gives", those of changed arguments under "changes"

WARNS: Path = ("warns",)  # whether there was a warning
ASKS = ("call", "batch", "get")


class Unanswerable(Exception):
    """A version cannot be asked: the question is about an object that it never gave."""


def told(exchange: Exchange) -> Outcome:
    """What the learner's code answered."""
    known = _Question(exchange, {}, 0)
    decoder = Decoder(exchange.buffers, lambda _: Opaque(), known.objects)
    answer = exchange.answer
    value = answer.get("value")
    if exchange.request["op"] == "batch":
        value = ["list", answer.get("values")]
    value = decoder.decode(value)
    changes = [(number, decoder.decode(tree)) for number, tree in answer.get("changes", [])]
    for number, new in changes:  # what is given back may be an argument itself
        if isinstance(new, np.ndarray) and known.objects[number].shape == new.shape:
            known.objects[number][...] = new
    outcome: Outcome = {WARNS: bool(answer.get("warnings"))}
    if isinstance(answer.get("error"), dict):
        outcome[("gives",)] = Raised(_builtin(answer["error"]))
    else:
        outcome |= _gives(value)
    for number, new in changes:
        if not isinstance(new, np.random.Generator):
            outcome |= _changes(number, new)
    return outcome


class Replay:
    """One version, asked the learner's questions in their order.

    Args:
        module: the version.
        shift: how many numbers to take from every generator beforehand: where the outcome depends on it, it is chance.
    """

    def __init__(self, module: types.ModuleType, shift: int = 0):
        self._module, self._shift = module, shift
        self._held: dict[int, Any] = {}

    def answer(self, exchange: Exchange) -> Outcome:
        """What the version answers.

        Raises:
            Unanswerable: it gave no such object as the question is about.
        """
        question = _Question(exchange, self._held, self._shift)
        request = exchange.request
        outcome: Outcome = {}
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            try:
                value = self._value(request, question)
            except Unanswerable:
                raise
            except Exception as error:  # a known-wrong version may fail in any way, as a learner's code may
                outcome[("gives",)] = Raised(type(error).__name__)
            else:
                self._hold(exchange, value)
                outcome |= _gives(value)
        return outcome | question.changes() | {WARNS: bool(caught)}

    def set(self, exchange: Exchange) -> None:
        """Set what the learner's code had set."""
        request, question = exchange.request, _Question(exchange, self._held, 0)
        owner = self._owner(request["owner"])
        value, kept = question.decode(request["value"]), getattr(owner, request["name"], None)
        if request["in_place"] and isinstance(kept, np.ndarray) and kept.shape == value.shape:
            kept[...] = value
        else:
            setattr(owner, request["name"], value)

    def _value(self, request: dict[str, Any], question: _Question) -> Any:
        if request["op"] == "get":
            return getattr(self._owner(request["owner"]), request["name"])
        target = request["target"]
        function = getattr(self._module, target) if isinstance(target, str) else self._owner(target)
        if request["op"] == "batch":
            return [function(*question.decode(tree)) for tree in request["calls"]]
        return function(*question.decode(request["arguments"]), **question.decode(request["keywords"]))

    def _owner(self, number: int | None) -> Any:
        if number is None:
            return self._module
        if number not in self._held:
            raise Unanswerable
        return self._held[number]

    def _hold(self, exchange: Exchange, value: Any) -> None:
        """Remember the objects that stand where the learner's code gave objects, under the numbers of those."""
        trees = exchange.answer.get("value")
        if isinstance(trees, list) and trees[:1] == ["object"]:
            self._held[trees[1]] = value


@dataclasses.dataclass(frozen=True)
class Test:
    """The exchanges of one test, and whether the learner passed it."""

    __test__ = False

    name: str
    passed: bool
    exchanges: list[Exchange]


class _Question:
    """The arguments of one request."""

    def __init__(self, exchange: Exchange, held: dict[int, Any], shift: int):
        self._exchange, self._held, self._shift = exchange, held, shift
        self._buffers = exchange.asked()
        self._decoder = Decoder(self._buffers, self._special)
        self._decoded = False
        self._before: dict[int, Any] = {}  # the state of each object before it was handed on

    @property
    def objects(self) -> list[Any]:
        """The lists, dicts, arrays and generators in the arguments of a call, in the wire's order."""
        if not self._decoded and self._exchange.request["op"] == "call":
            self.decode(self._exchange.request["arguments"])
            self.decode(self._exchange.request["keywords"])
        return self._decoder.objects

    def decode(self, tree: Any) -> Any:
        """The value of a tree in the request."""
        self._decoded = True
        start = len(self._decoder.objects)
        value = self._decoder.decode(tree)
        for number, each in enumerate(self._decoder.objects[start:], start):
            if isinstance(each, np.random.Generator):
                each.random(self._shift)
            else:
                self._before[number] = _state(each)
        return value

    def changes(self) -> Outcome:
        """The leaves of those arguments that are other than they were."""
        if self._exchange.request["op"] != "call":
            return {}
        outcome: Outcome = {}
        for number, before in self._before.items():
            each = self._decoder.objects[number]
            if not _is_as(each, before):
                outcome |= _changes(number, each)
        return outcome

    def _special(self, tree: list[Any]) -> Any:
        if tree[0] == "callback":
            return self._exchange.callbacks[tree[1]]
        if tree[1] in self._held:
            return self._held[tree[1]]
        return Opaque()


def _gives(value: Any) -> Outcome:
    return _limited((("gives", *path), leaf) for path, leaf in leaves(value))


def _changes(number: int, value: Any) -> Outcome:
    return _limited((("changes", number, *path), leaf) for path, leaf in leaves(value))


def _limited(found: Iterator[tuple[Path, Leaf]]) -> Outcome:
    return {path: leaf for (path, leaf), _ in zip(found, range(MAX_LEAVES), strict=False)}


def _state(value: Any) -> Any:
    """What an object consists of: an array of its bytes, a list or dict of the very things in it."""
    if isinstance(value, np.ndarray):
        return value.shape, value.tobytes()
    return list(value.items()) if isinstance(value, dict) else list(enumerate(value))


def _is_as(value: Any, before: Any) -> bool:
    if isinstance(value, np.ndarray):
        return bool(_state(value) == before)
    now = _state(value)
    return len(now) == len(before) and all(a == c and b is d for (a, b), (c, d) in zip(now, before, strict=True))


def _builtin(error: dict[str, Any]) -> str:
    """The builtin type that a learner's exception is, or derives from."""
    bases = error.get("bases")
    return str(bases[0]) if isinstance(bases, list) and bases else str(error.get("type"))
