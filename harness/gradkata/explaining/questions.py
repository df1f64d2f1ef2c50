"""What a learner's code was asked, decoded once for all variants, and copied afresh for each of them."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ..boundary.inside import requests
from ..boundary.inside.wire import Decoder, Tally
from ..boundary.log import Exchange
from .conventions import Conventions
from .outcomes import Opaque, Outcome, leaves, limited

Substitute = Callable[[np.random.Generator], Any]  # what to pass on in place of a generator


@dataclasses.dataclass(frozen=True)
class Held:
    """Stands for an object that the variant asked has given earlier."""

    number: int


class Question:
    """What one request passes on.

    Attributes:
        objects: the lists, dicts, arrays and generators in it, in the wire's order.
        draws: whether a generator is among them, from which anything may be drawn.
        parameters: the names of what was passed on by position.
    """

    def __init__(self, exchange: Exchange, function: str, conventions: Conventions):
        request = self.request = exchange.request
        self.parameters = conventions.parameters.get(function, ())

        def special(tree: list[Any]) -> Any:
            return exchange.callbacks[tree[1]] if tree[0] == "callback" else Held(tree[1])

        decoder = Decoder(exchange.asked(), special, tally=Tally(math.inf))
        values = [decoder.decode(tree) for tree in _trees(request)]
        if isinstance(request, requests.Set):
            self.values, self.objects = [conventions.one(request.name, values[0])], decoder.objects
        elif isinstance(request, requests.Call):
            self.values, self.objects = conventions.shaped(values, decoder.objects, function)
        else:
            self.values, self.objects = values, decoder.objects
        self.draws = conventions.are_draws_free and any(isinstance(each, np.random.Generator) for each in self.objects)

    def asked(self, held: dict[int, Any], substitute: Substitute | None = None) -> Asked:
        """A fresh copy of it all, so that no variant sees what another one did to its arguments."""
        memo: dict[int, Any] = {}
        values = [_fresh(value, memo, held, substitute) for value in self.values]
        if not isinstance(self.request, requests.Call):
            return Asked(values, [], [])
        objects = [memo[id(each)] for each in self.objects]
        return Asked(values, objects, [_state(each) for each in objects])

    def value(self, number: int, held: dict[int, Any], substitute: Substitute | None = None) -> Any:
        """A fresh copy of one of the values: the arguments of one call of a batch."""
        return _fresh(self.values[number], {}, held, substitute)


@dataclasses.dataclass(frozen=True)
class Asked:
    """One variant's copy of what a request passes on.

    Attributes:
        before: the state of each of the objects before the call.
    """

    values: list[Any]
    objects: list[Any]
    before: list[Any]

    def changes(self) -> Outcome:
        """The leaves of those arguments that are other than they were."""
        outcome: Outcome = {}
        for number, (each, before) in enumerate(zip(self.objects, self.before, strict=False)):
            if before is not None and not _is_as(each, before):
                outcome |= changed(number, each)
        return outcome


def changed(number: int, value: Any) -> Outcome:
    """What became of an argument."""
    return limited((("changes", number, *path), leaf) for path, leaf in leaves(value))


def _trees(request: requests.Request) -> list[Any]:
    """What a request passes on, as it went over the wire."""
    match request:
        case requests.Call():
            return [request.arguments, request.keywords]
        case requests.Batch():
            return request.calls
        case requests.Set():
            return [request.value]
    return []


def _fresh(value: Any, memo: dict[int, Any], held: dict[int, Any], substitute: Substitute | None) -> Any:
    kind = type(value)
    if kind is int or kind is float or kind is str or value is None:
        return value
    if id(value) in memo:
        return memo[id(value)]
    copy: Any = value
    if isinstance(value, np.ndarray):
        copy = memo[id(value)] = value.copy()
    elif kind is dict:
        copy = memo[id(value)] = {}
        for key, item in value.items():
            copy[key] = _fresh(item, memo, held, substitute)
    elif kind is list:
        copy = memo[id(value)] = []
        copy.extend([_fresh(item, memo, held, substitute) for item in value])
    elif kind is tuple:
        copy = tuple([_fresh(item, memo, held, substitute) for item in value])
    elif isinstance(value, np.random.Generator):
        copy = memo[id(value)] = _generator_as(value) if substitute is None else substitute(value)
    elif kind is Held:
        copy = held.get(value.number, Opaque())
    return copy


def _generator_as(generator: np.random.Generator) -> np.random.Generator:
    bits = type(generator.bit_generator)(0)
    bits.state = generator.bit_generator.state
    return np.random.Generator(bits)


def _state(value: Any) -> Any:
    """What an object consists of: the bytes of an array, the very things in a list or dict; nothing of a generator."""
    if isinstance(value, np.ndarray):
        return value.shape, value.tobytes()
    if isinstance(value, dict):
        return list(value.items())
    return list(enumerate(value)) if isinstance(value, list) else None


def _is_as(value: Any, before: Any) -> bool:
    now = _state(value)
    if isinstance(value, np.ndarray):
        return bool(now == before)
    return len(now) == len(before) and all(a == c and b is d for (a, b), (c, d) in zip(now, before, strict=True))


def plain_arguments(values: Sequence[Any]) -> list[Any]:
    """Positional and named arguments in one list."""
    if len(values) == 2 and isinstance(values[1], dict):
        return [*values[0], *values[1].values()]
    return list(values)
