"""What the teacher's board shows, as data that JSON can hold."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from .. import translation
from ..results import Status
from .room import Room
from .standings import InTheRoom, Place, Standing
from .wall import on_the_wall

HERE_S = 60.0


def board_data(room: Room, seen: Mapping[str, float]) -> dict[str, Any]:
    """All that the board shows of a room.

    Args:
        seen: when each learner asked for something last, by the clock that only ever grows.
    """
    return {
        "version": room.news.version, "language": translation.language(), "katas": _katas(room),
        "learners": _learners(room, seen), "mistakes": [_mistake(each) for each in room.standings.mistakes()],
        "stuck": [_stuck(place, each) for place, each in room.standings.stuck() if place[1] in room.settings.katas],
        "examples": on_the_wall(room), "hint": room.hint, "queue": _queue(room), "handed_in": room.work.handed_in,
        "judged": room.work.judged,
    }  # fmt: skip


def _katas(room: Room) -> list[dict[str, Any]]:
    places = room.standings.places.items()
    return [
        {
            "id": id, "title": title, "max_score": points, "open": room.is_open(id),
            "passed": sum(each.status is Status.PASSED for place, each in places if place[1] == id),
            "tried": sum(each.attempts > 0 for place, each in places if place[1] == id),
        }
        for id, (title, points) in room.heads.items()
    ]  # fmt: skip


def _learners(room: Room, seen: Mapping[str, float]) -> list[dict[str, Any]]:
    cells: dict[str, dict[str, Any]] = {name: {} for name in room.accounts.names}
    for (learner, kata), each in room.standings.places.items():
        if kata in room.settings.katas:
            cells.setdefault(learner, {})[kata] = _cell(each)
    return [
        {
            "name": name, "is_here": time.monotonic() - seen.get(name, float("-inf")) < HERE_S, "cells": cells[name],
            "waiting": len(room.work.at_hand(name)),
        }
        for name in sorted(cells, key=str.casefold)
    ]  # fmt: skip


def _cell(each: Standing) -> dict[str, Any]:
    words = "" if each.status is Status.UNATTEMPTED else each.mistake.words
    return {
        "status": each.status, "score": each.score, "attempts": each.attempts, "mistake": words,
        "seconds": _since(each.last),
    }  # fmt: skip


def _mistake(each: InTheRoom) -> dict[str, Any]:
    return {
        "kata": each.kata, "key": list(each.mistake.key), "words": each.mistake.words,
        "is_known": each.mistake.is_known, "count": len(each.names), "recent": each.recent, "of": each.tried,
        "names": list(each.names),
    }  # fmt: skip


def _stuck(place: Place, each: Standing) -> dict[str, Any]:
    return {
        "name": place[0], "kata": place[1], "attempts": each.attempts, "same": each.same,
        "seconds": _since(each.began), "mistake": each.mistake.words,
    }  # fmt: skip


def _queue(room: Room) -> dict[str, Any]:
    return {
        "waiting": len(room.work.queue), "judging": room.work.queue.served, "judges": room.work.judges.count,
        "longest": round(room.work.waits.longest(), 1),
    }  # fmt: skip


def _since(at: float) -> float:
    return round(time.monotonic() - at, 1)
