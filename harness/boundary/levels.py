"""How strongly learners' code is kept in: the levels, and which of them this machine offers."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from ..errors import UsageError
from .processes import Starter, default_starter


@dataclasses.dataclass(frozen=True)
class Level:
    """A level of isolation.

    Attributes:
        name: what reports call it.
        start: makes the starter of learners' processes at this level.
    """

    name: str
    start: Callable[[], Starter]


# A separate process with limits; on Linux also Landlock and a seccomp filter, as far as the kernel has them.
PROCESS = Level("process", default_starter)

NAMES = ("auto", "strict", "process")


def choose(asked: str) -> Level:
    """The level called ``asked``; for ``auto`` the strongest there is.

    Raises:
        UsageError: the level cannot be had on this machine.
    """
    if asked == "strict":
        raise UsageError("strict isolation is not to be had: this version runs learners' code at the level 'process'")
    return PROCESS
