"""What a kata leaves open about the form of its numbers, so that form is never taken for a mistake.

A kata says so in the table ``[diagnosis]`` of its ``kata.toml``::

    [diagnosis]
    columns = ["bh", "by"]            # vectors that a learner may keep in any shape; the reference has (n, 1)
    flat = ["b_s"]                    # the same, where the reference has (n,)
    lengths = { dict_size = "Why" }   # globals that are the length of another one
    # results that may be clipped to ±5, all of a function's or none
    clipped = { loss = { results = [1, 2], limit = 5.0 } }
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

import numpy as np

from ..kata import Kata
from ..settings.kata_toml import Clipped


@dataclasses.dataclass(frozen=True)
class Conventions:
    """What a kata leaves open; nothing, where nothing is said.

    Attributes:
        free: functions whose results are the learner's affair: only whether they raise and what they change counts.
        shapes: the shape of each vector in the reference, by its name.
        lengths: the global whose length another one has, by that one's name.
        clipped: the results that may be clipped, by function.
        parameters: the names of each function's parameters in the reference.
        are_draws_free: whether a generator may be used in any way, so that the draws of two right solutions differ;
            else the task says what is drawn, as a mask, and the same generator gives the same.
    """

    free: frozenset[str] = frozenset()
    shapes: Mapping[str, tuple[int, ...]] = dataclasses.field(default_factory=dict)
    lengths: Mapping[str, str] = dataclasses.field(default_factory=dict)
    clipped: Mapping[str, Clipped] = dataclasses.field(default_factory=dict)
    parameters: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    are_draws_free: bool = True

    def shaped(self, values: list[Any], objects: list[Any], function: str) -> tuple[list[Any], list[Any]]:
        """The arguments ``[positional, keywords]`` of a call in the reference's shapes, and the objects in them."""
        if not self.shapes or len(values) != 2:
            return values, objects
        memo: dict[int, Any] = {}
        positional, keywords = values
        names = self.parameters.get(function, ())
        named = [self._shaped(each, name, memo) for name, each in zip(names, positional, strict=False)]
        rest = [self._shaped(each, "", memo) for each in positional[len(named) :]]
        positional[:] = named + rest
        return [positional, self._shaped(keywords, "", memo)], [memo.get(id(each), each) for each in objects]

    def one(self, name: str, value: Any) -> Any:
        """One value in the reference's shape, by the name that it has or gets."""
        return self._shaped(value, name, {}) if self.shapes else value

    def _shaped(self, value: Any, name: str, memo: dict[int, Any]) -> Any:
        if id(value) in memo:
            return memo[id(value)]
        if isinstance(value, np.ndarray):
            if name in self.shapes and max(value.shape, default=0) == value.size:
                memo[id(value)] = value.reshape(self.shapes[name])
                return memo[id(value)]
        elif isinstance(value, dict):
            for key, item in value.items():
                value[key] = self._shaped(item, name if name in self.shapes else str(key), memo)
        elif isinstance(value, list):
            value[:] = [self._shaped(item, name, memo) for item in value]
        elif isinstance(value, tuple):
            return tuple([self._shaped(item, name, memo) for item in value])
        return value


def conventions(
    kata: Kata, parameters: Mapping[str, tuple[str, ...]], *, are_draws_free: bool | None = None
) -> Conventions:
    """The conventions of a kata.

    Args:
        parameters: the names of its functions' parameters.
        are_draws_free: see `Conventions`; None to find out.
    """
    table = kata.settings.diagnosis
    shapes: dict[str, tuple[int, ...]] = dict.fromkeys(table.columns, (-1, 1))
    shapes |= dict.fromkeys(table.flat, (-1,))
    # A stand-in for a generator can draw indices, one by one: a reference that does nothing of that kind needs none.
    if are_draws_free is None:
        are_draws_free = not table.prescribed_draws and ".choice(" in kata.reference.read_text("utf-8")
    return Conventions(frozenset(kata.free), shapes, table.lengths, table.clipped, parameters, are_draws_free)
