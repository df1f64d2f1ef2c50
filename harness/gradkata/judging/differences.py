"""How wrong numbers differ from right ones, in plain facts: what is wrong, how it relates, one worst entry.

No cause is guessed here.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..boundary.learner import Remote
from ..tolerances import FACTOR_OF_ONE, MOST_FACTOR, RELATIVE, ROUNDED_TO_ZERO


def kind_of(value: Any) -> str:
    """What ``value`` is, for a sentence: ``None``, ``a list of 3``, ``an array of shape (2, 3)``."""
    if value is None:
        return "None"
    if isinstance(value, np.ma.MaskedArray):
        return f"a masked array of shape {value.shape}"
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape} and dtype {value.dtype}"
    if isinstance(value, list | tuple):
        return f"a {type(value).__name__} of {len(value)}"
    name = value._kind if isinstance(value, Remote) else type(value).__name__
    name = name or "object without a name"
    return f"{'an' if name[0].lower() in 'aeiou' else 'a'} {name}"


def describe(got: np.ndarray, expected: np.ndarray, wrong: np.ndarray, what: str) -> str:
    """The sentences for an array of the right shape with wrong entries.

    Args:
        wrong: which entries are wrong; at least one.
        what: how to call the array.
    """
    with np.errstate(all="ignore"):
        got, expected = np.asarray(got, np.float64), np.asarray(expected, np.float64)
    count = f"{_some(wrong)} wrong" if wrong.size > 1 else "its value is wrong"
    unreal = ~np.isfinite(got)
    if unreal.any() and np.isfinite(expected).all():
        kinds = " and ".join(name for name, test in (("nan", np.isnan), ("inf", np.isinf)) if test(got).any())
        count = f"{_some(unreal)} {kinds}" if wrong.size > 1 else f"its value is {kinds}"
    with np.errstate(all="ignore"):
        distance = np.where(wrong, np.nan_to_num(np.abs(got - expected), nan=np.inf), -1.0)
    worst = tuple(int(index) for index in np.unravel_index(int(np.argmax(distance)), got.shape))
    place = f"[{', '.join(map(str, worst))}]" if worst else ""
    start = f"The worst is {place}: yours" if place else "Yours is"
    yours, right = show(got[worst], expected[worst])
    numbers = f"{start} {yours}, expected {right}."
    return f"{what} has the right shape, but {count}.{relation(got, expected)} {numbers}"


def _some(chosen: np.ndarray) -> str:
    count = int(chosen.sum())
    number = "all" if count == chosen.size else str(count)
    return f"{number} of its {chosen.size} entries {'is' if count == 1 else 'are'}"


def relation(got: np.ndarray, expected: np.ndarray) -> str:
    """A plain fact about how wrong numbers relate to right ones; no guess at the cause."""
    with np.errstate(all="ignore"):
        return _fact(got, expected)


def _fact(got: np.ndarray, expected: np.ndarray) -> str:
    if not np.isfinite(expected).all() or not expected.any():
        return ""
    if not got.any():
        return " Yours is 0 throughout."
    if _alike(got, -expected):
        return " Yours has the opposite sign."
    if got.ndim == 2 and got.shape[0] == got.shape[1] and _alike(got, expected.T):
        return " Yours is the transpose."
    largest = np.unravel_index(int(np.argmax(np.abs(expected))), expected.shape)
    ratio = float(got[largest] / expected[largest])
    if got.size == 1:
        return _simple_ratio(ratio)  # any two numbers have some ratio: only a striking one says anything
    if abs(ratio) < MOST_FACTOR and abs(ratio - 1) > FACTOR_OF_ONE and _alike(got, ratio * expected):
        return f" Yours is {ratio:.4g} times the expected throughout."
    if _alike(got - expected, np.full_like(got, (got - expected).flat[0])):
        return f" Yours is the expected plus {float((got - expected).flat[0]):.4g} throughout."
    return ""


def _simple_ratio(ratio: float) -> str:
    for number in range(2, 101):
        if abs(ratio - number) < RELATIVE * number:
            return f" Yours is {number} times the expected."
        if abs(ratio * number - 1) < RELATIVE:
            return f" Yours is 1/{number} of the expected."
    return ""


def _alike(a: np.ndarray, b: np.ndarray) -> bool:
    """Whether each entry of ``a`` is that of ``b``, but for rounding."""
    return bool(np.all(np.abs(a - b) <= RELATIVE * np.abs(b) + ROUNDED_TO_ZERO * np.abs(b).max()))


def show(got: Any, expected: Any) -> tuple[str, str]:
    """Both numbers, with as many digits as it takes to tell them apart."""
    for digits in (6, 9, 12, 17):
        shown = f"{float(got) + 0.0:.{digits}g}", f"{float(expected) + 0.0:.{digits}g}"  # -0 reads like a mistake
        if shown[0] != shown[1]:
            break
    return shown
