"""Questions to a learner's code, found again by what was asked before them and by their signatures.

Some questions hang together, such as those about one object: what is right hangs on all that came before in their unit.
So questions are the nodes of a tree, each below the one that was asked before it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from ..explaining.calls import Call
from ..explaining.transcript import Step, Transcript, Unit
from .signature import Signature, signature

ROOT = -1


@dataclasses.dataclass(frozen=True)
class Asked:
    """One step of a unit, as it is looked for.

    Attributes:
        number: of its call; None where something was set.
        loose: what stands for it where the numbers asked about do not matter; empty where they do.
    """

    number: int | None
    signature: Signature
    loose: str = ""


@dataclasses.dataclass(frozen=True)
class Node:
    """A question below another one."""

    parent: int
    signature: Signature
    loose: str = ""


class Trie:
    """Questions.

    Attributes:
        nodes: all of them, each by its number.
    """

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self._below: dict[tuple[int, str], list[int]] = {}

    def find(self, parent: int, asked: Asked) -> int | None:
        """The node of a step below another one, if it is there."""
        for number in self._below.get((parent, asked.signature.form), ()):
            if self.nodes[number].signature.is_like(asked.signature):
                return number
        return next(iter(self._below.get((parent, asked.loose), ())), None) if asked.loose else None

    def add(self, node: Node) -> int:
        """Take in a node; give its number."""
        number = len(self.nodes)
        self.nodes.append(node)
        for key in filter(None, (node.signature.form, node.loose)):
            self._below.setdefault((node.parent, key), []).append(number)
        return number


def steps(transcript: Transcript, unit: Unit) -> Iterator[Asked]:
    """The steps of a unit in their order."""
    objects: dict[int, int] = {}
    for at, step in enumerate(unit.steps):
        call = None if step.number is None else transcript.calls[step.number]
        found = _signature(step, call, objects)
        is_free = call is not None and call.is_free
        yield Asked(step.number, found, f"{unit.key} {at} {call.function} {call.kind}" if call and is_free else "")


def _signature(step: Step, call: Call | None, objects: dict[int, int]) -> Signature:
    found = signature(step.exchange.request, step.exchange.asked(), objects)
    return found if call is None else found._replace(form=f"{found.form} {call.function} {call.kind}")
