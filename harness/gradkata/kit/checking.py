"""Checking with recorded answers: mistakes are known by the inputs of one seed, and another one is for what passes.

So no numbers can be learned by heart.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable

from ..results import Result, Status

SEED_BITS = 32


def checked(grade: Callable[[int], Result], recorded: tuple[int, ...], seed: int | None = None) -> Result:
    """The result of some work.

    Args:
        grade: judges it with the inputs of a seed.
        recorded: the seeds that answers were recorded of, the first one first; none where any will do.
        seed: the one that is asked for; None for none in particular.
    """
    if seed is not None or not recorded:
        return grade(secrets.randbits(SEED_BITS) if seed is None else seed)
    result = grade(recorded[0])
    if result.status is Status.PASSED and len(recorded) > 1:
        return grade(secrets.choice(recorded[1:]))
    return result
