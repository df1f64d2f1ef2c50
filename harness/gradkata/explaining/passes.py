"""Two verdicts on a gradient: is it that of the learner's own loss, and is it right?

A gradient that belongs to the learner's own loss and is wrong comes from the forward pass, or from how the loss is
taken; one that does not belong to it comes from the backward pass. Neither check alone can tell.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

import numpy as np

from ..boundary.failures import LearnerError, LearnerGone
from ..judging.compare import Wrong
from ..judging.numerical_gradients import belong_to
from ..judging.own_loss import OwnLoss
from ..tolerances import ABSOLUTE, RELATIVE
from ..translation import say

# What comes of computing with an answer that is nothing to compute with.
NO_NUMBERS = (TypeError, ValueError, LookupError, AttributeError, ArithmeticError, RecursionError)
BACKWARD = "Look at the backward pass."
MOST_ENTRIES = 4  # of one parameter, those that are furthest off: enough to tell, and cheap
MOST_SIZE = 2000  # numbers in all parameters; a larger call is not asked again


@dataclasses.dataclass(frozen=True)
class Verdict:
    """For each wrong gradient, whether it is that of the learner's own loss; and whether that loss is right."""

    belongs: Mapping[str, bool]
    loss_is_right: bool

    def sentence(self) -> str:
        """What it says about the forward and the backward pass; nothing where it can say nothing.

        No more than what was measured: the loss and the gradients in one call.
        """
        strange = ", ".join(name for name, own in self.belongs.items() if not own)
        if strange and self.loss_is_right:
            words = "By a numerical check, this is not the gradient of your own forward pass: {names}. {where}"
            return say(words, names=strange, where=say(BACKWARD))
        if strange:
            return say(
                "What your forward pass gives here is not right, so look at that first. Nor are these its gradients, "
                "by a numerical check: {names}.",
                names=strange,
            )
        if not self.loss_is_right:
            return say(
                "By a numerical check, your gradients are those of your own forward pass, and what that gives is not "
                "right here. So look at the forward pass, or at how the loss is taken."
            )
        return ""


def verdict(own: OwnLoss, learner: Any, reference: Any, arguments: Sequence[Any]) -> Verdict | None:
    """Ask the learner again what it gives for ``arguments``, and check it against differences of its own loss.

    Returns:
        None where nothing can be said: all gradients are right, or no arrays of the right shapes, or a call fails.
    """
    parameters = own.parameters(arguments)
    if sum(array.size for array in parameters.values()) > MOST_SIZE:
        return None

    def losses(points: Sequence[Mapping[str, np.ndarray]]) -> Sequence[float]:
        return own.losses(learner, [deepcopy(own.put(arguments, point)) for point in points])

    try:
        expected = own.found(getattr(reference, own.function)(*deepcopy(arguments)))
        (right_loss,) = own.losses(reference, [deepcopy(list(arguments))])
        found = own.found(getattr(learner, own.function)(*deepcopy(arguments)))
        wrong = {name: _furthest(found[name], expected[name]) for name in parameters}
        (loss,) = losses([parameters])
        belongs = belong_to(losses, parameters, found, wrong)
        is_right = bool(np.isclose(loss, right_loss, rtol=RELATIVE, atol=ABSOLUTE))
    except (Wrong, LearnerError, LearnerGone, *NO_NUMBERS):
        return None
    return Verdict(belongs, is_right) if belongs else None


def _furthest(found: np.ndarray, expected: np.ndarray) -> list[tuple[int, ...]]:
    """The entries that are off, the furthest first; few of them, and none where the array is right."""
    if found.shape != expected.shape:
        raise ValueError("another shape")
    with np.errstate(all="ignore"):
        off = np.nan_to_num(np.abs(found - expected), nan=np.inf)
    allowed = ABSOLUTE + RELATIVE * np.abs(expected)
    worst = [np.unravel_index(at, expected.shape) for at in np.argsort(off, axis=None)[::-1][:MOST_ENTRIES]]
    return [tuple(map(int, place)) for place in worst if off[place] > allowed[place]]
