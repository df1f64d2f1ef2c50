"""What a room is judged by."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from ..kata import Kata


@dataclasses.dataclass(frozen=True)
class Settings:
    """What a room is judged by.

    Attributes:
        katas: those of the room, in teaching order; ``all`` there are, which files may import.
        level: the name of the isolation.
    """

    katas: Mapping[str, Kata]
    all: Mapping[str, Kata]
    seed: int
    level: str
