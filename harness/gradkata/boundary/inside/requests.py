"""What the grader asks of a learner's process, and of the fork server: a class for each kind of request.

On the wire a request is a dict: its kind under ``op``, and its fields by name. This module runs at both ends, so it
imports the standard library only. What a field holds is not checked: requests come from the grader. Answers, which do
not, are read by `answers`.

They are named tuples: as many dataclasses would add 5 ms to the start of either end.

A *tree* is a value as `wire.Encoder` makes it; its arrays are in the buffers that go with the message.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

MAX_PRINTED = 2000  # characters of what a program prints that are passed on; a line that is cut ends in one more


class Load(NamedTuple):
    """Run a program.

    Attributes:
        name: of the module.
        parts: the label and the text of each of its pieces.
        siblings: the text of each file beside it, by the name that it is imported by.
        notebooks: the labelled cells of each notebook beside it, likewise.
        seed: of the chance that belongs to nobody, such as ``np.random.rand``.
        tells_prints: whether what the program prints is told, in messages ``{"printed": "...", "lines": 3}``.
    """

    name: str
    parts: Sequence[Sequence[str]]
    siblings: dict[str, str]
    seed: int
    is_notebook: bool
    notebooks: dict[str, Any]
    tells_prints: bool = False


class Call(NamedTuple):
    """Call a function.

    Attributes:
        target: a name in the module, or the number of an object that was given earlier.
        arguments: the tree of a list.
        keywords: the tree of a dict.
    """

    target: str | int
    arguments: Any
    keywords: Any


class Batch(NamedTuple):
    """Call a function many times.

    Attributes:
        target: as in `Call`.
        calls: the tree of each call's list of arguments.
    """

    target: str | int
    calls: list[Any]


class Get(NamedTuple):
    """Give an attribute of an object, by its number, or with None a global of the module."""

    owner: int | None
    name: str


class Set(NamedTuple):
    """Set an attribute of an object, by its number, or with None a global of the module.

    Attributes:
        value: a tree.
        in_place: whether an array of the same shape and dtype is written into.
    """

    owner: int | None
    name: str
    value: Any
    in_place: bool


class Fork(NamedTuple):
    """Start a learner's process; asked of the fork server.

    Attributes:
        id: the grader's number for it.
        limits: those of `limits.Limits`, by name.
        others: threads that the user runs, which count where the kernel cannot count apart; None if nobody knows.
    """

    id: int
    limits: dict[str, Any]
    others: int | None


class Kill(NamedTuple):
    """End the learner's process of that number; asked of the fork server."""

    id: int


Request = Load | Call | Batch | Get | Set | Fork | Kill

_KINDS: dict[str, type[Request]] = {
    "load": Load, "call": Call, "batch": Batch, "get": Get, "set": Set, "fork": Fork, "kill": Kill,
}  # fmt: skip
_NAMES = {kind: name for name, kind in _KINDS.items()}


def to_message(request: Request) -> dict[str, Any]:
    """The message that a request is sent as."""
    return {"op": _NAMES[type(request)], **request._asdict()}


def from_message(message: dict[str, Any]) -> Request:
    """The request that a message of `to_message` stands for.

    Raises:
        KeyError, TypeError: the message stands for none.
    """
    fields = dict(message)
    return _KINDS[fields.pop("op")](**fields)
