"""How wrong numbers differ from right ones, in plain facts: what is wrong, how it relates, one worst entry.

No cause is guessed here.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..boundary.learner import Remote
from ..tolerances import FACTOR_OF_ONE, MOST_FACTOR, RELATIVE, ROUNDED_TO_ZERO
from ..translation import say, say_many


def kind_of(value: Any) -> str:
    """What ``value`` is, for a sentence: ``None``, ``a list of 3``, ``an array of shape (2, 3)``."""
    if value is None:
        return "None"
    if isinstance(value, np.ma.MaskedArray):
        return say("a masked array of shape {shape}", shape=value.shape)
    if isinstance(value, np.ndarray):
        return say("an array of shape {shape} and dtype {dtype}", shape=value.shape, dtype=value.dtype)
    if isinstance(value, list | tuple):
        return say("a {type} of {number}", type=type(value).__name__, number=len(value))
    name = value._kind if isinstance(value, Remote) else type(value).__name__
    if not name:
        return say("an object without a name")
    return say("an {type}", type=name) if name[0].lower() in "aeiou" else say("a {type}", type=name)


def describe(got: np.ndarray, expected: np.ndarray, wrong: np.ndarray, what: str) -> str:
    """The sentences for an array of the right shape with wrong entries.

    Args:
        wrong: which entries are wrong; at least one.
        what: how to call the array.
    """
    with np.errstate(all="ignore"):
        got, expected = np.asarray(got, np.float64), np.asarray(expected, np.float64)
    unreal = ~np.isfinite(got)
    if unreal.any() and np.isfinite(expected).all():
        lead = _lead(what, unreal, _kinds(got))
    else:
        lead = _lead(what, wrong, say("wrong"))
    with np.errstate(all="ignore"):
        distance = np.where(wrong, np.nan_to_num(np.abs(got - expected), nan=np.inf), -1.0)
    worst = tuple(int(index) for index in np.unravel_index(int(np.argmax(distance)), got.shape))
    place = f"[{', '.join(map(str, worst))}]" if worst else ""
    yours, right = show(got[worst], expected[worst])
    if place:
        words = "The worst is {place}: yours {yours}, expected {right}."
        numbers = say(words, place=place, yours=yours, right=right)
    else:
        numbers = say("Yours is {yours}, expected {right}.", yours=yours, right=right)
    return f"{lead}{relation(got, expected)} {numbers}"


def _kinds(got: np.ndarray) -> str:
    """Which values that are no finite numbers there are."""
    if np.isnan(got).any() and np.isinf(got).any():
        return say("nan and inf")
    return "nan" if np.isnan(got).any() else "inf"


def _lead(what: str, chosen: np.ndarray, how: str) -> str:
    """How many entries are ``how``, such as "wrong"."""
    count, size = int(chosen.sum()), chosen.size
    if size == 1:
        return say("{what} has the right shape, but its value is {how}.", what=what, how=how)
    if count == size:
        return say(
            "{what} has the right shape, but all of its {size} entries are {how}.", what=what, size=size, how=how
        )
    return say_many(
        "{what} has the right shape, but {number} of its {size} entries is {how}.",
        "{what} has the right shape, but {number} of its {size} entries are {how}.",
        count, what=what, size=size, how=how,
    )  # fmt: skip


def relation(got: np.ndarray, expected: np.ndarray) -> str:
    """A plain fact about how wrong numbers relate to right ones; no guess at the cause."""
    with np.errstate(all="ignore"):
        return _fact(got, expected)


def _fact(got: np.ndarray, expected: np.ndarray) -> str:
    if not np.isfinite(expected).all() or not expected.any():
        return ""
    if not got.any():
        return f" {say('Yours is 0 throughout.')}"
    if _alike(got, -expected):
        return f" {say('Yours has the opposite sign.')}"
    if got.ndim == 2 and got.shape[0] == got.shape[1] and _alike(got, expected.T):
        return f" {say('Yours is the transpose.')}"
    largest = np.unravel_index(int(np.argmax(np.abs(expected))), expected.shape)
    ratio = float(got[largest] / expected[largest])
    if got.size == 1:
        return _simple_ratio(ratio)  # any two numbers have some ratio: only a striking one says anything
    if abs(ratio) < MOST_FACTOR and abs(ratio - 1) > FACTOR_OF_ONE and _alike(got, ratio * expected):
        return f" {say('Yours is {ratio} times the expected throughout.', ratio=f'{ratio:.4g}')}"
    if _alike(got - expected, np.full_like(got, (got - expected).flat[0])):
        more = f"{float((got - expected).flat[0]):.4g}"
        return f" {say('Yours is the expected plus {more} throughout.', more=more)}"
    return ""


def _simple_ratio(ratio: float) -> str:
    for number in range(2, 101):
        if abs(ratio - number) < RELATIVE * number:
            return f" {say('Yours is {number} times the expected.', number=number)}"
        if abs(ratio * number - 1) < RELATIVE:
            return f" {say('Yours is 1/{number} of the expected.', number=number)}"
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
