"""What is told while work is handed in to a room and waits there."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from ..translation import say, say_many


@dataclasses.dataclass(frozen=True)
class Telling:
    """Who is told what.

    Attributes:
        remark: what the learner should know besides.
        place: of a kata, how many are judged before it; None while it is judged itself.
        busy: that the room takes no more for so many seconds.
    """

    remark: Callable[[str], None]
    place: Callable[[str, int | None], None]
    busy: Callable[[float], None]


def place(kata: str, before: int | None) -> str:
    """How many are judged before a kata; None of one that is being judged."""
    if before is None:
        return say("{kata}: yours is being judged", kata=kata)
    if not before:
        return say("{kata}: yours is next", kata=kata)
    one, many = "{kata}: {number} is judged before yours", "{kata}: {number} are judged before yours"
    return say_many(one, many, before, kata=kata)


def busy(seconds: float) -> str:
    """That nothing is taken for so long."""
    return say("The room takes no more for a moment: {number:g} s", number=seconds)
