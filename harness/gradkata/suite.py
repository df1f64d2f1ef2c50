"""Everything that a kata's suite may use.

A suite is a file ``suite.py`` of plain pytest functions, each with a docstring that the learner reads and
``@points(n)``. They take the fixtures ``learner`` (the learner's module, over the boundary), ``reference`` (the hidden
solution, as a module) and ``rng`` (a `numpy.random.Generator`, seeded for this grading and this test).

A learner's code may change what it is given, so work out what is expected *before* calling it::

    @points(2)
    def test_one_row(learner, reference, rng):
        \"\"\"One row of scores.\"\"\"
        logits = rng.normal(size=5)
        expected = reference.softmax(logits)
        check_array(learner.softmax(logits), expected, "softmax(logits)")

What a learner reads goes through ``say``, with its values by name, so that a kata's catalogue can have it in other
languages: ``say("softmax of a {shape} array", shape=shape)``. A label or a message without values may stand as it is.

Every test with points compares values with the reference: what an empty answer, a constant or an unchanged argument
would pass too is worth nothing.
"""

import pytest

from .boundary.clock import cpu_clock
from .boundary.learner import call_many, fill
from .judging.coins import check_coins
from .judging.compare import (
    Wrong,
    as_number,
    check_array,
    check_arrays,
    check_each,
    check_integers,
    check_number,
    check_parts,
    check_shape,
    no_warnings,
    refused,
    unchanged,
)
from .judging.numerical_gradients import check_own_gradients
from .judging.own_loss import OwnLoss
from .translation import say, say_many

points = pytest.mark.points

__all__ = [
    "OwnLoss", "Wrong", "as_number", "call_many", "check_array", "check_arrays", "check_coins", "check_each",
    "check_integers", "check_number", "check_own_gradients", "check_parts", "check_shape", "cpu_clock", "fill",
    "no_warnings", "points", "refused", "say", "say_many", "unchanged",
]  # fmt: skip
