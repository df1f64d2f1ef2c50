"""What a room that was lived in comes to, in figures, as data that JSON can hold."""

from __future__ import annotations

import collections
import dataclasses
import itertools
import math
import statistics
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from .room import Room
from .room_learners import Handed
from .room_process import Sample

PARTS = {"median": 0.5, "90 %": 0.9, "99 %": 0.99, "longest": 1.0}


def room_figures(found: Room) -> dict[str, Any]:
    """All of them: seconds, MiB, and counts."""
    plan = {"minutes", "learners", "hostile", "seed", "think_s", "least_s"}
    return {
        "plan": {name: getattr(found.plan, name) for name in sorted(plan)}, "isolation": found.level,
        "load": {"before": found.loads[0], "most": max(found.loads)}, "waits_s": _waits(found),
        "seen_s": _spread(each.seen - each.begin for each in found.handed if each.seen and not _is_across(each, found)),
        "handed_in_every_s": _every(found.handed), "refused": _refused(found.handed),
        "kinds": dict(collections.Counter(each.piece.kind for each in found.handed)),
        "kill": {"all_gone_after_s": found.gone_s, "open_again_after_s": found.back - found.killed},
        "books": None if found.books is None else dataclasses.asdict(found.books),
        "memory_mib": {name: _memory(life) for name, life in zip(("before", "after"), found.lives, strict=True)},
        "cores": {"room": _cores(found.lives), "clients": found.cpu_s / found.wall_s},
        "processes": {"at first": found.before, "at the end": found.left},
        "board": {"states": found.states, "largest_bytes": found.largest}, "news": found.heard, "exit": found.code,
    }  # fmt: skip


def _waits(found: Room) -> dict[str, dict[str, float]]:
    whose: dict[str, Callable[[Handed], bool]] = {
        "honest": lambda each: each.piece.is_right is not None, "all": lambda _: True
    }  # fmt: skip
    when: dict[str, Callable[[Handed], bool]] = {
        "before the kill": lambda each: (each.end or 0) < found.killed,
        "across the kill": lambda each: _is_across(each, found),
        "after it": lambda each: each.begin >= found.back,
    }
    return {
        f"{who}, {time}": _spread(
            each.end - each.begin for each in found.handed if each.end and is_theirs(each) and is_then(each)
        )
        for who, is_theirs in whose.items()
        for time, is_then in when.items()
    }


def _is_across(each: Handed, found: Room) -> bool:
    """Whether somebody waited for this while the room was closed, and before or after."""
    return each.begin < found.back and (each.end or math.inf) >= found.killed


def _spread(seconds: Iterable[float]) -> dict[str, float]:
    """How many there are, and how they are spread: of so many parts, the largest."""
    line = sorted(seconds)
    spread = {name: line[max(0, math.ceil(part * len(line)) - 1)] for name, part in PARTS.items()} if line else {}
    return {"count": len(line), **spread}


def _every(handed: Sequence[Handed]) -> float:
    """What passes on average between two pieces of an honest learner's work."""
    begins: dict[str, list[float]] = collections.defaultdict(list)
    for each in handed:
        if each.piece.is_right is not None:
            begins[each.learner].append(each.begin)
    gaps = [after - before for line in begins.values() for before, after in itertools.pairwise(sorted(line))]
    return statistics.fmean(gaps) if gaps else 0.0


def _refused(handed: Iterable[Handed]) -> dict[str, int]:
    return dict(collections.Counter(str(each.refused) for each in handed if each.refused))


def _memory(life: Sequence[Sample]) -> dict[str, dict[str, float]]:
    begin, seconds = life[0].at, life[-1].at - life[0].at
    quarters = [
        [each for each in life if number <= 4 * (each.at - begin) / (seconds or 1.0) <= number + 1] for number in (0, 3)
    ]
    late = [each for each in life if each.at - begin >= seconds / 2]
    found = {}
    for name in ("server", "judges"):
        first, last = (statistics.median(getattr(each, name) for each in quarter) for quarter in quarters)
        most = max(getattr(each, name) for each in life)
        slope = _slope([each.at / 60 for each in late], [getattr(each, name) for each in late])
        found[name] = {"first quarter": first, "last quarter": last, "most": most, "a minute": slope}
    return found


def _slope(times: Sequence[float], values: Sequence[float]) -> float:
    return statistics.linear_regression(times, values).slope if len({*times}) > 1 else 0.0


def _cores(lives: Iterable[Sequence[Sample]]) -> float:
    """CPU time of the room, its learners' work included, in a second."""
    spans = [(life[-1].cpu_s - life[0].cpu_s, life[-1].at - life[0].at) for life in lives]
    return sum(cpu_s for cpu_s, _ in spans) / (sum(seconds for _, seconds in spans) or 1.0)
