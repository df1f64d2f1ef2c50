"""From which length of a sequence on something is wrong: what is right for one step has to do with time."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable


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
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    up_to = "T = 1" if first == 2 else f"T up to {first - 1}"
    return f"{listed}: right for {up_to}, wrong from T = {first} on."
