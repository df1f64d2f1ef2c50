"""Which katas go into a package."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..kata import Kata
from . import Order


def order(katas: Mapping[str, Kata], asked: Iterable[str], seed: int, language: str) -> Order:
    """The order for the katas asked for; for all of them, if none is.

    Args:
        katas: all that there are, in teaching order.
        asked: ids of some of them.
    """
    wanted = set(asked) or set(katas)
    needed = _with_foundations(katas, wanted)
    return Order(
        tuple(kata for each, kata in katas.items() if each in needed),
        tuple(each for each in katas if each in wanted),
        seed,
        language,
    )


def _with_foundations(katas: Mapping[str, Kata], wanted: Iterable[str]) -> set[str]:
    """The same, and all that they build on: a learner's file may import those for these."""
    found, left = set[str](), list(wanted)
    while left:
        kata = left.pop()
        if kata not in found:
            found.add(kata)
            left += katas[kata].builds_on
    return found
