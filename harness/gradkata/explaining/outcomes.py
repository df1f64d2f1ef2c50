"""What came of a call, taken apart into leaves that can be compared: arrays, words, exceptions.

The same call, answered by a learner and by variants of the reference, is compared leaf by leaf, so that a
mistake in one gradient can be told from a mistake in another.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from typing import Any

import numpy as np

from ..tolerances import ABSOLUTE, RELATIVE, SAME_FORMULA, SAME_FORMULA_FLOOR, SINGLE_PRECISION

PARALLEL = 1 - 1e-9  # the cosine of the angle between vectors of one direction, rounding left aside
MOST_IN_A_TUPLE = 8  # of numbers that may each mean something else
MAX_LEAVES = 400  # of one call; whatever has more is compared by its first

Path = tuple[Any, ...]


@dataclasses.dataclass(frozen=True)
class Raised:
    """An exception, by the name of its type; its text is a matter of form."""

    kind: str
    text: str = dataclasses.field(default="", compare=False)


@dataclasses.dataclass(frozen=True)
class Opaque:
    """An object that is no plain data, such as an instance of the learner's class."""


class Listed(np.ndarray):
    """Numbers that came as a list."""


Leaf = Any  # an array of numbers, a string, a bool, None, `Raised` or `Opaque`
Outcome = dict[Path, Leaf]  # the leaves of a value under "gives", those of changed arguments under "changes"

GIVES: Path = ("gives",)
WARNS: Path = ("warns",)  # whether there was a warning
ABSENT = Raised("nothing is there")


def leaves(value: Any, path: Path = ()) -> Iterator[tuple[Path, Leaf]]:
    """The leaves of a value, each with its path: keys of dicts and positions in lists and tuples."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, (*path, key))
    elif isinstance(value, list | tuple):
        numbers = _numbers(value)
        if numbers is not None:
            yield path, numbers
        else:
            for at, item in enumerate(value):
                yield from leaves(item, (*path, at))
    else:
        yield path, _leaf(value)


def limited(found: Iterator[tuple[Path, Leaf]]) -> Outcome:
    """The first of the leaves."""
    return {path: leaf for (path, leaf), _ in zip(found, range(MAX_LEAVES), strict=False)}


def given(value: Any) -> Outcome:
    """The leaves of a value that was given."""
    return limited((("gives", *path), leaf) for path, leaf in leaves(value))


def _numbers(items: list[Any] | tuple[Any, ...]) -> np.ndarray | None:
    """A list of plain numbers as one array; a tuple of a few is taken apart, since each may mean something else."""
    few = isinstance(items, tuple) and len(items) <= MOST_IN_A_TUPLE
    if few or not all(isinstance(each, int | float | np.number) for each in items):
        return None
    try:
        return np.asarray(items, np.float64).view(Listed)
    except (OverflowError, ValueError, TypeError):
        return None


def _leaf(value: Any) -> Leaf:
    if isinstance(value, bool | str | Raised) or value is None:
        return value
    if isinstance(value, int | float | complex | np.number):
        try:
            return np.asarray(value, None if isinstance(value, complex | np.inexact) else np.float64)
        except OverflowError:
            return Opaque()
    if isinstance(value, np.ndarray) and value.dtype.kind in "biufc":
        return value
    return Opaque()


def different(outcome: Outcome, right: Outcome) -> set[Path]:
    """The leaves whose values differ; whether there was a warning is a matter of form."""
    paths = (outcome.keys() | right.keys()) - {WARNS}
    return {path for path in paths if is_wrong(outcome.get(path, ABSENT), right.get(path, ABSENT))}


def formally_different(outcome: Outcome, right: Outcome, any_shape: bool) -> set[Path]:
    """The leaves that differ in shape, precision or text, and the warning that only one of them gives."""
    both = outcome.keys() & right.keys()
    return {
        path
        for path in both
        if _form(outcome[path], right[path], any_shape) != _form(right[path], right[path], any_shape)
    }


def is_wrong(leaf: Leaf, right: Leaf) -> bool:
    """Whether a leaf differs from the right one by more than a suite would allow."""
    pair = _as_numbers(leaf, right)
    if pair is None:
        return bool(type(leaf) is not type(right) or leaf != right)
    ours, theirs = pair
    if ours.shape != theirs.shape:
        return True
    if ours.tobytes() == theirs.tobytes():  # as it mostly is, and far cheaper than to compare
        return False
    with np.errstate(all="ignore"):
        allowed = ABSOLUTE + RELATIVE * np.abs(theirs)
        if _is_single(leaf) or _is_single(right):
            allowed = np.maximum(allowed, SINGLE_PRECISION * _largest(theirs))
        near = (np.abs(ours - theirs) <= allowed) & np.isfinite(theirs)  # beside infinity, everything would be near
        return not bool((near | (ours == theirs)).all())


def is_same(leaf: Leaf, other: Leaf) -> bool:
    """Whether two leaves may come from the same formula: equal but for rounding."""
    pair = _as_numbers(leaf, other)
    if pair is None:
        return bool(type(leaf) is type(other) and leaf == other)
    ours, theirs = pair
    if ours.shape != theirs.shape:
        return False
    finite = np.isfinite(ours)
    if not np.array_equal(finite, np.isfinite(theirs)):
        return False
    relative = SINGLE_PRECISION if _is_single(leaf) or _is_single(other) else SAME_FORMULA
    allowed = relative * _largest(theirs) + SAME_FORMULA_FLOOR
    with np.errstate(all="ignore"):
        return bool(np.all(np.abs(ours - theirs)[finite] <= allowed))


def is_akin(leaf: Leaf, other: Leaf, right: Leaf) -> bool:
    """Whether two leaves that are wrong have a factor in common, or are off from the right one in one direction.

    So it is where one of two mistakes only changes the size of what the other one gives.
    """
    if not all(isinstance(each, np.ndarray) and each.dtype.kind in "iuf" for each in (leaf, other, right)):
        return False
    if not leaf.shape == other.shape == right.shape or leaf.size < 2:
        return False
    ours, theirs, known = (each.astype(np.float64).ravel() for each in (leaf, other, right))
    return _are_parallel(ours, theirs) or _are_parallel(ours - known, theirs - known)


def _are_parallel(one: np.ndarray, other: np.ndarray) -> bool:
    with np.errstate(all="ignore"):
        product, lengths = abs(float(one @ other)), float(np.linalg.norm(one) * np.linalg.norm(other))
    return 0 < lengths < np.inf and product >= PARALLEL * lengths


def is_same_form(leaf: Leaf, other: Leaf, right: Leaf, any_shape: bool) -> bool:
    """Whether two leaves have the same form, beside the right one."""
    return _form(leaf, right, any_shape) == _form(other, right, any_shape)


def _form(leaf: Leaf, right: Leaf, any_shape: bool) -> tuple[Any, ...]:
    """What a leaf is apart from its values: its shape, its precision, whether it is a list; a bool is itself."""
    if isinstance(leaf, bool):
        return (leaf,)
    if isinstance(leaf, Raised) and isinstance(right, Raised):
        return (_names_one(leaf.text, right.text),)
    if not isinstance(leaf, np.ndarray) or not leaf.ndim:
        return ()
    shape = leaf.squeeze().shape if any_shape else leaf.shape
    return shape, _is_single(leaf), isinstance(leaf, Listed)


def _names_one(text: str, right: str) -> bool:
    """Whether a text names one of the offenders, which the right one lists behind its last colon."""
    offenders = re.findall(r"[^\s,'\"]+", right.rpartition(":")[2])
    return not offenders or any(each in text for each in offenders)


def _as_numbers(leaf: Leaf, other: Leaf) -> tuple[np.ndarray, np.ndarray] | None:
    """Both as arrays; axes of length 1 do not count, since a vector may be a column."""
    if not isinstance(leaf, np.ndarray) or not isinstance(other, np.ndarray):
        return None
    if leaf.shape != other.shape:
        leaf, other = leaf.squeeze(), other.squeeze()
    if leaf.shape != other.shape or leaf.dtype == other.dtype == np.float64:
        return leaf, other
    kind = np.complex128 if "c" in (leaf.dtype.kind, other.dtype.kind) else np.float64
    return leaf.astype(kind), other.astype(kind)


def _is_single(leaf: Leaf) -> bool:
    return isinstance(leaf, np.ndarray) and leaf.dtype == np.float32


def _largest(values: np.ndarray) -> float:
    with np.errstate(all="ignore"):
        finite = np.abs(values[np.isfinite(values)])
    return float(finite.max()) if finite.size else 0.0
