"""Numerical gradients, and when an analytic one agrees with them.

The usual element-wise ratio of two gradients is no test: rounding makes it large wherever an entry is tiny, and it is
nan, so neither right nor wrong, where both are 0. Both rules here compare each array's errors with its largest entry.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from ..tolerances import CENTRAL_DIFFERENCE_AGREES, COMPLEX_STEP_AGREES, FORMULA_ERROR, SUBTRACTION
from ..translation import say
from .compare import Wrong, as_number, check_shape

COMPLEX_STEP = 1e-20  # nothing is subtracted, so the step can be so small that its square vanishes
SMALL_STEP, LARGE_STEP = 1e-5, 1e-4  # rounding grows with 1/step, the formula's own error with its square

COARSE = 1e-12  # of the loss: single precision leaves 1e-9 of noise and more, double precision some 1e-15


class CoarseError(Exception):
    """A loss has too few digits to be differentiated numerically."""


Arrays = Mapping[str, np.ndarray]
Losses = Callable[[Sequence[dict[str, np.ndarray]]], Sequence[float]]


def complex_gradients(loss: Callable[[dict[str, np.ndarray]], Any], at: Arrays) -> dict[str, np.ndarray]:
    """Gradients of ``loss`` by the complex step: Im loss(x + ih) / h, exact to rounding.

    Needs a loss that takes complex arrays and is analytic in them, so one of ours (Squire and Trapp, SIAM Review 40,
    1998).

    Args:
        loss: takes a dict of arrays like ``at``; gives a complex number.
        at: where; arrays of any shapes.

    Returns:
        A dict of arrays of the same names and shapes.
    """
    point = {name: array.astype(np.complex128) for name, array in at.items()}
    found = {name: np.zeros(array.shape) for name, array in at.items()}
    for name, array in point.items():
        for index in np.ndindex(array.shape):
            kept = array[index]
            array[index] = kept + 1j * COMPLEX_STEP
            found[name][index] = np.imag(loss(point)) / COMPLEX_STEP
            array[index] = kept
    return found


def agrees_with_complex(analytic: np.ndarray, numeric: np.ndarray) -> bool:
    """Whether ``analytic`` is the gradient that `complex_gradients` found."""
    if not np.isfinite(analytic).all():
        return False  # an infinite entry would make any error look small beside it
    error = np.abs(analytic - numeric)
    return bool(np.all(error <= COMPLEX_STEP_AGREES * max(np.abs(analytic).max(), np.abs(numeric).max())))


def check_own_gradients(losses: Losses, at: Arrays, gradients: Arrays, what: str) -> None:
    """Check a learner's gradients against central differences of the learner's own loss.

    Two steps tell rounding from error: |a − n| ≤ 1e-7·max|a| + 50u·max(1, |L|)/step + 0.1·|D(1e-4) − D(1e-5)|.

    Args:
        losses: takes many dicts of arrays like ``at``; gives a loss for each.
        at: where; arrays of float64, away from any kink of the loss.
        gradients: the learner's, by the same names and of the same shapes.
        what: how to call them in a message.

    Raises:
        Wrong: one or more gradients disagree or are no arrays of the right shape, or a loss is no number.
    """
    __tracebackhide__ = True
    what = say(what)
    for name, array in at.items():
        check_shape(gradients.get(name), array.shape, f"{what}: {name}")
    places = [(name, index) for name, array in at.items() for index in np.ndindex(array.shape)]
    analytic, small, wrong = _compared(losses, at, gradients, places)
    if wrong.any():
        raise Wrong(_disagreement(what, list(at), places, wrong, analytic, small))


def belong_to(
    losses: Losses, at: Arrays, gradients: Arrays, places: Mapping[str, Sequence[tuple[int, ...]]]
) -> dict[str, bool]:
    """Whether gradients are those of a loss, by the rule of `check_own_gradients`, in some of their entries.

    Args:
        places: the entries to look at, by name; an array without any is left out.

    Returns:
        By name; nothing if the loss is too coarse to tell, as one that is computed in single precision is.
    """
    listed = [(name, index) for name, indices in places.items() for index in indices]
    try:
        _, _, wrong = _compared(losses, at, gradients, listed, can_be_coarse=False)
    except CoarseError:
        return {}
    strange = {name for (name, _), is_wrong in zip(listed, wrong, strict=True) if is_wrong}
    return {name: name not in strange for name, indices in places.items() if indices}


def _compared(
    losses: Losses, at: Arrays, gradients: Arrays, places: Sequence[tuple[str, tuple[int, ...]]],
    *, can_be_coarse: bool = True,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:  # fmt: skip
    """The analytic and the numerical gradient in some entries, and whether they disagree there.

    Raises:
        CoarseError: the loss has too few digits for a difference to tell anything, and that may not be.
    """
    steps = (SMALL_STEP, -SMALL_STEP, LARGE_STEP, -LARGE_STEP)
    points = [_moved(at, name, index, step) for name, index in places for step in steps]
    values = np.array([as_number(each, say("the loss")) for each in losses([*points, dict(at)])])
    size, ahead = max(1.0, abs(values[-1])), values[:-1].reshape(-1, 4)
    if not can_be_coarse and _is_coarse(ahead, values[-1], size):
        raise CoarseError
    with np.errstate(invalid="ignore"):
        small = (ahead[:, 0] - ahead[:, 1]) / (2 * SMALL_STEP)
        large = (ahead[:, 2] - ahead[:, 3]) / (2 * LARGE_STEP)
    analytic = np.array([gradients[name][index] for name, index in places])
    largest = np.array([np.abs(gradients[name]).max() for name, _ in places])
    allowed = (
        CENTRAL_DIFFERENCE_AGREES * largest + SUBTRACTION * size / SMALL_STEP + FORMULA_ERROR * np.abs(large - small)
    )
    with np.errstate(invalid="ignore"):
        # A gradient of inf would make any error look small beside it.
        wrong = ~((np.abs(analytic - small) <= allowed) & np.isfinite(largest))
    return analytic, small, wrong


def _is_coarse(ahead: np.ndarray, middle: float, size: float) -> bool:
    """Whether losses beside each other bend by more than a smooth loss of double precision can in so small a step."""
    with np.errstate(invalid="ignore"):
        bend = np.abs(ahead[:, 0] + ahead[:, 1] - 2 * middle)  # about the square of the step times the curvature
        wide = np.abs(ahead[:, 2] + ahead[:, 3] - 2 * middle)
    # A tenfold step bends a smooth loss a hundredfold; noise does not grow with the step.
    return bool(np.any((bend > COARSE * size) & (bend > wide / 10)))


def _moved(at: Arrays, name: str, index: tuple[int, ...], step: float) -> dict[str, np.ndarray]:
    moved = at[name].copy()
    moved[index] += step
    return {**at, name: moved}


def _disagreement(
    what: str, names: list[str], places: list[tuple[str, tuple[int, ...]]], wrong: np.ndarray,
    analytic: np.ndarray, numeric: np.ndarray,
) -> str:  # fmt: skip
    bad = list(dict.fromkeys(name for (name, _), is_wrong in zip(places, wrong, strict=True) if is_wrong))
    right = [name for name in names if name not in bad]
    start = f"{say('Right: {names}.', names=', '.join(right))} " if right else ""
    with np.errstate(invalid="ignore"):
        worst = int(np.argmax(np.where(wrong, np.nan_to_num(np.abs(analytic - numeric), nan=np.inf), -1.0)))
    name, index = places[worst]
    place = f"{name}[{', '.join(map(str, index))}]" if index else name
    return start + say(
        "{what} disagree with the numerical gradient of your own loss in {names}. "
        "The worst is {place}: yours {yours}, by central difference {other}.",
        what=what, names=", ".join(bad), place=place, yours=f"{analytic[worst]:.6g}", other=f"{numeric[worst]:.6g}",
    )  # fmt: skip
