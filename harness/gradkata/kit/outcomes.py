"""Outcomes as JSON and one array of numbers; see `explaining.outcomes`."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from ..explaining.outcomes import Leaf, Listed, Opaque, Outcome, Path, Raised

ROUNDED = ~np.uint64((1 << 24) - 1)  # 28 bits of a fraction stay: 4e-9, far less than what tells formulas apart

Tree = list[Any]


class Writer:
    """Takes in outcomes; what several have in common is there once.

    Attributes:
        trees: each outcome: where its numbers begin, and its leaves.
    """

    def __init__(self) -> None:
        self.trees: list[Tree] = []
        self._numbers: list[np.ndarray] = []
        self._count = 0
        self._known: dict[Any, int] = {}

    @property
    def numbers(self) -> np.ndarray:
        """Those of all arrays of float64, one after the other."""
        return np.concatenate([np.zeros(0), *self._numbers])

    def add(self, outcome: Outcome, *, is_exact: bool = False) -> int:
        """Take in an outcome; give its number. Unless it has to be exact, its numbers are rounded."""
        leaves = [(path, _plain(leaf), numbers) for path, leaf in outcome.items() for numbers in [_numbers(leaf)]]
        rounded = [numbers if is_exact else _rounded(numbers) for _, _, numbers in leaves]
        key = repr([(path, plain) for path, plain, _ in leaves]), b"".join(each.tobytes() for each in rounded)
        if key not in self._known:
            self._known[key] = len(self.trees)
            self.trees.append([self._count, [[_listed(path), plain] for path, plain, _ in leaves]])
            self._numbers += rounded
            self._count += sum(each.size for each in rounded)
        return self._known[key]


def read(tree: Tree, numbers: np.ndarray) -> Outcome:
    """The outcome that was written as ``tree``."""
    start, leaves = tree
    return dict(_read(int(start), leaves, numbers))


def _read(start: int, leaves: Iterable[Any], numbers: np.ndarray) -> Iterator[tuple[Path, Leaf]]:
    for path, plain in leaves:
        if isinstance(plain, list) and plain[0] in ("array", "listed"):
            size = int(np.prod(plain[1], dtype=int))
            array = numbers[start : start + size].reshape(plain[1]).copy()
            start += size
            yield _path(path), array.view(Listed) if plain[0] == "listed" else array
        else:
            yield _path(path), _leaf(plain)


def _numbers(leaf: Leaf) -> np.ndarray:
    is_usual = isinstance(leaf, np.ndarray) and leaf.dtype == np.float64
    return np.ascontiguousarray(leaf, np.float64).ravel().view(np.ndarray) if is_usual else np.zeros(0)


def _rounded(numbers: np.ndarray) -> np.ndarray:
    return (numbers.copy().view(np.uint64) & ROUNDED).view(np.float64)


def _plain(leaf: Leaf) -> Any:
    """A leaf as JSON has it, without the numbers of an array of float64."""
    if isinstance(leaf, np.ndarray):
        if leaf.dtype == np.float64:
            return ["listed" if isinstance(leaf, Listed) else "array", list(leaf.shape)]
        data = base64.b85encode(np.ascontiguousarray(leaf).tobytes()).decode()
        return ["other", leaf.dtype.str, list(leaf.shape), data]
    if isinstance(leaf, Raised):
        return ["raised", leaf.kind, leaf.text]
    if isinstance(leaf, Opaque):
        return ["opaque"]
    return leaf


def _leaf(plain: Any) -> Leaf:
    if not isinstance(plain, list):
        return plain
    match plain[0]:
        case "raised":
            return Raised(plain[1], plain[2])
        case "other":
            return np.frombuffer(base64.b85decode(plain[3]), plain[1]).reshape(plain[2]).copy()
    return Opaque()


def _listed(path: Path) -> list[Any]:
    return [_listed(each) if isinstance(each, tuple) else _key(each) for each in path]


def _key(each: Any) -> Any:
    """A key of a dict or a place in a list: JSON has no numbers of numpy's."""
    return each.item() if isinstance(each, np.generic) else each


def _path(path: list[Any]) -> Path:
    return tuple(_path(each) if isinstance(each, list) else each for each in path)
