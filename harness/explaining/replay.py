"""Asks a module in this process what a learner's was asked: the reference, and known-wrong versions of it.

Only gradkata's own code runs here. Each question is decoded afresh, so that no version sees what another one did to
its arguments.
"""

from __future__ import annotations

import dataclasses
import functools
import types
import warnings
from collections.abc import Iterator
from copy import deepcopy
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
    known = question(exchange).asked({}, 0)
    decoder = Decoder(exchange.buffers, lambda _: Opaque(), known.objects)
    answer = exchange.answer
    is_batch = exchange.request["op"] == "batch"
    value = decoder.decode(["list", answer.get("values", [])] if is_batch else answer.get("value"))
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


def arguments_of(exchange: Exchange) -> list[Any]:
    """A fresh copy of the arguments of a call, without keywords."""
    arguments: list[Any] = question(exchange).asked({}, 0).values[0]
    return arguments


def answered(exchange: Exchange) -> Any:
    """What the learner's code gave, as a value; None where it raised."""
    decoder = Decoder(exchange.buffers, lambda _: Opaque(), question(exchange).asked({}, 0).objects)
    return decoder.decode(exchange.answer.get("value"))


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
        asked = question(exchange).asked(self._held, self._shift)
        outcome: Outcome = {}
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            try:
                value = self._value(exchange.request, asked.values)
            except Unanswerable:
                raise
            except Exception as error:  # a known-wrong version may fail in any way, as a learner's code may
                outcome[("gives",)] = Raised(type(error).__name__)
            else:
                self._hold(exchange, value)
                outcome |= _gives(value)
        return outcome | asked.changes() | {WARNS: bool(caught)}

    def set(self, exchange: Exchange) -> None:
        """Set what the learner's code had set."""
        request = exchange.request
        owner = self._owner(request["owner"])
        (value,) = question(exchange).asked(self._held, 0).values
        kept = getattr(owner, request["name"], None)
        if request["in_place"] and isinstance(kept, np.ndarray) and kept.shape == value.shape:
            kept[...] = value
        else:
            setattr(owner, request["name"], value)

    def _value(self, request: dict[str, Any], values: list[Any]) -> Any:
        if request["op"] == "get":
            return getattr(self._owner(request["owner"]), request["name"])
        target = request["target"]
        function = getattr(self._module, target) if isinstance(target, str) else self._owner(target)
        if request["op"] == "batch":
            return [function(*arguments) for arguments in values]
        arguments, keywords = values
        return function(*arguments, **keywords)

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


@dataclasses.dataclass(frozen=True)
class _Held:
    """Stands for an object that the version asked has given earlier."""

    number: int


@functools.lru_cache(512)
def question(exchange: Exchange) -> Question:
    """The arguments of a request, decoded once for all versions."""
    return Question(exchange)


class Question:
    """What one request passes on."""

    def __init__(self, exchange: Exchange):
        request = exchange.request
        trees = {"batch": request.get("calls"), "set": [request.get("value")]}.get(
            request["op"], [request[name] for name in ("arguments", "keywords") if name in request]
        )

        def special(tree: list[Any]) -> Any:
            return exchange.callbacks[tree[1]] if tree[0] == "callback" else _Held(tree[1])

        decoder = Decoder(exchange.asked(), special)
        self._values = [decoder.decode(tree) for tree in trees or []]
        self._objects = decoder.objects
        self._reports_changes = request["op"] == "call"

    def asked(self, held: dict[int, Any], shift: int) -> Asked:
        """A fresh copy, so that no version sees what another one did to its arguments."""
        memo: dict[int, Any] = {}
        values = [_fresh(value, memo, held, shift) for value in self._values]
        objects = [memo[id(each)] for each in self._objects]
        return Asked(values, objects, [_state(each) for each in objects] if self._reports_changes else [])


@dataclasses.dataclass(frozen=True)
class Asked:
    """One version's copy of what a request passes on.

    Attributes:
        objects: the lists, dicts, arrays and generators in it, in the wire's order.
        before: the state of each of them before the call.
    """

    values: list[Any]
    objects: list[Any]
    before: list[Any]

    def changes(self) -> Outcome:
        """The leaves of those arguments that are other than they were."""
        outcome: Outcome = {}
        for number, (each, before) in enumerate(zip(self.objects, self.before, strict=False)):
            if before is not None and not _is_as(each, before):
                outcome |= _changes(number, each)
        return outcome


def _fresh(value: Any, memo: dict[int, Any], held: dict[int, Any], shift: int) -> Any:
    if id(value) in memo:
        return memo[id(value)]
    copy: Any = value
    if isinstance(value, np.ndarray):
        copy = memo[id(value)] = value.copy()
    elif isinstance(value, dict):
        copy = memo[id(value)] = {}
        copy |= {key: _fresh(item, memo, held, shift) for key, item in value.items()}
    elif isinstance(value, list):
        copy = memo[id(value)] = []
        copy += [_fresh(item, memo, held, shift) for item in value]
    elif isinstance(value, tuple):
        copy = tuple([_fresh(item, memo, held, shift) for item in value])
    elif isinstance(value, np.random.Generator):
        copy = memo[id(value)] = deepcopy(value)
        copy.random(shift)
    elif isinstance(value, _Held):
        copy = held.get(value.number, Opaque())
    return copy


def _gives(value: Any) -> Outcome:
    return _limited((("gives", *path), leaf) for path, leaf in leaves(value))


def _changes(number: int, value: Any) -> Outcome:
    return _limited((("changes", number, *path), leaf) for path, leaf in leaves(value))


def _limited(found: Iterator[tuple[Path, Leaf]]) -> Outcome:
    return {path: leaf for (path, leaf), _ in zip(found, range(MAX_LEAVES), strict=False)}


def _state(value: Any) -> Any:
    """What an object consists of: an array of its bytes, a list or dict of the very things in it; chance of nothing."""
    if isinstance(value, np.ndarray):
        return value.shape, value.tobytes()
    if isinstance(value, np.random.Generator):
        return None
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
