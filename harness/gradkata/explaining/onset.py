"""From which length of a sequence on something is wrong: what is right for one step has to do with time."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from ..translation import say


@dataclasses.dataclass(frozen=True)
class Seen:
    """One call about a sequence: its length, the names of what was given, and of what was wrong in it."""

    steps: int
    given: frozenset[str]
    wrong: frozenset[str]


def onset(calls: Iterable[Seen]) -> str:
    """A sentence on what is right up to some length T and wrong from the next one on; nothing if nothing is."""
    calls = list(calls)
    starts: dict[int, list[str]] = {}
    for name in sorted({name for call in calls for name in call.wrong}):
        right = max((call.steps for call in calls if name in call.given - call.wrong), default=0)
        wrong = min(call.steps for call in calls if name in call.wrong)
        if 0 < right == wrong - 1:
            starts.setdefault(wrong, []).append(name)
    if not starts:
        return ""
    first, names = min(starts.items())
    one, many = names[0], say("{names} and {last}", names=", ".join(names[:-1]), last=names[-1])
    listed = one if len(names) == 1 else many
    if first == 2:
        return say("{names}: right for T = 1, wrong from T = 2 on.", names=listed)
    words = "{names}: right for T up to {last}, wrong from T = {first} on."
    return say(words, names=listed, last=first - 1, first=first)
