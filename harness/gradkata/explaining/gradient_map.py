"""Which entries of an array are wrong, and how: a sign for each of them."""

from __future__ import annotations

import numpy as np

from ..results import GradientMap, Sign
from ..tolerances import ABSOLUTE, RELATIVE

MOST_ENTRIES = 20_000  # of a map; right solutions of all katas have at most 2500. Nobody reads a larger one


def gradient_map(name: str, found: np.ndarray, right: np.ndarray) -> GradientMap | None:
    """The map of an array of one or two axes; None for what has others, or another shape than is right, or
    too many entries to be looked at one by one.
    """
    if found.shape != right.shape or not 1 <= found.ndim <= 2 or not 2 <= found.size <= MOST_ENTRIES:
        return None
    ours, theirs = np.atleast_2d(found), np.atleast_2d(right)
    if ours.shape[1] == 1:  # a column is shown lying down
        ours, theirs = ours.T, theirs.T
    rows = tuple("".join(_sign(a, b) for a, b in zip(*pair, strict=True)) for pair in zip(ours, theirs, strict=True))
    if not set("".join(rows)) - {Sign.RIGHT}:
        return None
    with np.errstate(all="ignore"):
        size = max(float(np.abs(theirs).max()), 1e-300)
        errors = np.clip(np.nan_to_num((ours - theirs) / size, nan=np.inf), -2, 2)
    return GradientMap(name, found.shape, rows, tuple(tuple(map(float, row)) for row in errors))


def _sign(found: float, right: float) -> Sign:
    if abs(found - right) <= ABSOLUTE + RELATIVE * abs(right):
        return Sign.RIGHT
    if not np.isfinite(found):
        return Sign.NO_NUMBER
    if abs(found) <= ABSOLUTE:
        return Sign.ZERO
    if abs(right) <= ABSOLUTE:
        return Sign.OTHER
    if found * right < 0:
        return Sign.TURNED
    return Sign.SMALL if abs(found) < abs(right) else Sign.LARGE
