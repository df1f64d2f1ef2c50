"""What learners are told, as data that JSON can hold."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

from .. import translation
from ..results import Result
from ..site.as_data import as_data
from .handed_in import HandedIn
from .room import Room


def room_data(room: Room, name: str | None) -> dict[str, Any]:
    """What the room is like now.

    Args:
        name: of the learner who asks.
    """
    return {
        "room": room.records.value("id"), "version": room.settled.version, "language": translation.language(),
        "open": {kata: room.is_open(kata) for kata in room.settings.katas}, "hint": room.hint,
        "queue": {"waiting": len(room.work.queue), "judging": room.work.queue.served}, "name": name,
    }  # fmt: skip


def me_data(room: Room, name: str) -> dict[str, Any]:
    """Where a learner stands: the newest result of each kata, and what waits."""
    newest = {kata: room.result(judged) for kata, judged in room.records.newest(name).items()}
    results = {kata: _result(found) for kata, found in newest.items() if found is not None}
    return {"name": name, "results": results, "waiting": [_waiting(room, each) for each in room.work.at_hand(name)]}


def handed_in_data(room: Room, name: str, id: str) -> dict[str, Any] | None:
    """What has become of something that a learner handed in; None if they have handed in no such thing."""
    judged = room.records.judged(id)
    if judged is None:
        return next((_waiting(room, each) for each in room.work.at_hand(name) if each.id == id), None)
    result = room.result(judged) if judged.learner == name else None
    if result is None:
        return None
    return {
        "id": id, "kata": judged.kata, "state": "judged", "place": 0, "result": _result(result), "seconds": 0.0,
    }  # fmt: skip


async def everything(room: Room, name: str) -> AsyncIterator[str]:
    """All that is kept of a learner, as JSON: one piece of work after the other, for together they may be much."""
    yield f'{{"name": {json.dumps(name)}, "handed_in": ['
    for number, id in enumerate(room.records.ids(name)):
        each = room.records.text(id)
        if each is not None:
            entry = {"id": id, "kata": each.kata, "time": each.time, "files": each.files, "result": _of(room, id)}
            yield f"{',' * (number > 0)}\n{json.dumps(entry)}"
            await asyncio.sleep(0)  # others have their turn
    yield "]}"


def _of(room: Room, id: str) -> dict[str, Any] | None:
    judged = room.records.judged(id)
    result = None if judged is None else room.result(judged)
    return None if result is None else _result(result)


def _waiting(room: Room, each: HandedIn) -> dict[str, Any]:
    state = "judging" if room.work.is_at_work(each.id) else "waiting"
    place = room.work.queue.places(room.work.judges.slow).get(each.id, 0)
    seconds = round(room.work.waits.seconds(each.id), 3)
    return {"id": each.id, "kata": each.kata, "state": state, "place": place, "result": None, "seconds": seconds}


def _result(result: Result) -> dict[str, Any]:
    """A result, without the seed, which is the class's secret."""
    return as_data(result, 0, result.duration_s)
