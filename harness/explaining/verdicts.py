"""Two verdicts on a gradient: is it that of the learner's own loss, and is it right?

A gradient that belongs to the learner's own loss and is wrong comes from the forward pass, or from how the loss is taken;
one that does not belong to it comes from the backward pass. Neither check alone can tell.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from ..boundary.errors import LearnerError, LearnerGone
from ..judging.compare import Wrong
from ..judging.gradients import belong_to

MOST_ENTRIES = 6  # of one parameter, those that are furthest off: enough to tell, and cheap
MOST_SIZE = 4000  # numbers in all arguments; a larger call is not asked again


@dataclasses.dataclass(frozen=True)
class OwnLoss:
    """How a suite's module says which function gives gradients of what: ``own_losses = [OwnLoss(...)]``.

    Attributes:
        function: the one that gives the gradients.
        parameters: from the function's arguments to what the gradients are with respect to, by name.
        gradients: from what the function gives to its gradients, by the same names.
        put: from arguments and changed parameters to arguments with those in their place.
        losses: from the learner and many lists of arguments to their losses.
    """

    function: str
    parameters: Callable[..., Mapping[str, np.ndarray]]
    gradients: Callable[[Any], Mapping[str, Any]]
    put: Callable[[Sequence[Any], Mapping[str, np.ndarray]], Sequence[Any]]
    losses: Callable[[Any, Sequence[Sequence[Any]]], Sequence[float]]


@dataclasses.dataclass(frozen=True)
class Verdict:
    """For each wrong gradient, whether it is that of the learner's own loss; and whether that loss is right."""

    belongs: Mapping[str, bool]
    loss_is_right: bool

    def sentence(self) -> str:
        """What it says about the forward and the backward pass; nothing where it can say nothing."""
        strange = [name for name, own in self.belongs.items() if not own]
        if not strange and not self.loss_is_right:
            return (
                "Your gradients are those of your own loss, so the backward pass fits the forward pass. What differs is "
                "the forward pass, or how the loss is taken."
            )
        if strange and self.loss_is_right:
            return f"Your loss is right, and its gradient is another one: look at the backward pass ({_listed(strange)})."
        if strange:
            return (
                "The loss differs, so look at the forward pass first; and the gradients are not those of your own loss "
                f"either ({_listed(strange)})."
            )
        return ""


def verdict(
    own: OwnLoss, learner: Any, arguments: Sequence[Any], gives: Any, right: Any, right_loss: float
) -> Verdict | None:
    """Check the wrong ones of the gradients in ``gives`` against differences of the learner's own loss.

    Args:
        arguments: of the call that gave them.
        right: what the call should have given.
        right_loss: of the reference, for the same arguments.

    Returns:
        None where nothing can be said: the gradients are no arrays of the right shapes, or the loss fails.
    """
    parameters = dict(own.parameters(*arguments))
    if sum(array.size for array in parameters.values()) > MOST_SIZE:
        return None
    try:
        found, expected = own.gradients(gives), own.gradients(right)
        entries = {name: _furthest(found[name], expected[name]) for name in parameters}
        wrong = {name: places for name, places in entries.items() if places}

        def losses(points: Sequence[Mapping[str, np.ndarray]]) -> Sequence[float]:
            return own.losses(learner, [own.put(arguments, point) for point in points])

        (loss,) = losses([parameters])
        belongs = belong_to(losses, parameters, found, wrong)
        is_right = bool(np.isclose(loss, right_loss, rtol=1e-6, atol=1e-9))
    except (Wrong, LearnerError, LearnerGone, TypeError, ValueError, KeyError, IndexError, AttributeError):
        return None
    return Verdict(belongs, is_right) if belongs else None


def _furthest(found: Any, expected: np.ndarray) -> list[tuple[int, ...]]:
    """The entries that are off, the furthest first; few of them, and none where the array is right."""
    found = np.asarray(found, np.float64)
    if found.shape != expected.shape:
        raise ValueError
    with np.errstate(all="ignore"):
        off = np.abs(found - expected)
    off[~np.isfinite(off)] = np.inf
    worst = np.argsort(off, axis=None)[::-1][:MOST_ENTRIES]
    allowed = 1e-9 + 1e-6 * np.abs(expected)
    places = [tuple(int(each) for each in np.unravel_index(at, expected.shape)) for at in worst]
    return [place for place in places if off[place] > allowed[place]]


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"d{name}" if len(name) > 1 else name for name in names)
