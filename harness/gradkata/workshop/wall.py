"""The examples on the wall: one more for each mistake that the teacher asks for, and nobody's name."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Any

from ..insight.mistakes import Mistake
from ..kata import SUFFIXES
from ..results import Status
from ..translation import say
from .examples import anonymous
from .handed_in import HandedIn
from .refusing import RefusedError
from .room import Room
from .standings import Standing

MOST = 30
LONGEST = 1 << 16  # characters of a file: nobody reads more, and what is made to cost much has more


def put_up(room: Room, kata: str, key: Sequence[str]) -> None:
    """Put up an example of a mistake: work of a learner of whom there is none yet, the last who handed in.

    Raises:
        RefusedError: there is none, or no more.
    """
    shown = room.records.value("examples", [])
    if len(shown) >= MOST:
        raise RefusedError(409, say("there are {number} examples on the wall: take one away first", number=MOST))
    taken = {each["of"] for each in shown if each["kata"] == kata and each["key"] == list(key)}
    for learner, standing in room.standings.with_mistake(kata, key):
        mistake = next(part for part in standing.parts if part.key == tuple(key))
        handed_in = room.records.text(standing.attempt)
        code = "" if learner in taken or handed_in is None else _code(handed_in, [learner, *room.accounts.names])
        if code:
            example = {
                "id": secrets.token_hex(4), "of": learner, "kata": kata, "key": list(key),
                "mistake": _words(standing, mistake), "message": standing.meanings[mistake.key], "code": code,
            }  # fmt: skip
            room.records.keep("examples", [*shown, example])
            room.news.tell()
            return
    raise RefusedError(409, say("there is no other example of this: the code of all who have it is shown, or gone"))


def take_away(room: Room, id: str) -> None:
    """Take an example from the wall."""
    room.records.keep("examples", [each for each in room.records.value("examples", []) if each["id"] != id])
    room.news.tell()


def on_the_wall(room: Room) -> list[dict[str, Any]]:
    """The examples, as all may see them."""
    return [
        {
            **{name: value for name, value in each.items() if name not in ("of", "key")},
            "title": room.heads[each["kata"]][0],
        }
        for each in room.records.value("examples", [])
        if each["kata"] in room.heads
    ]


def _words(standing: Standing, mistake: Mistake) -> str:
    """What to call a mistake for all to see: where code did not run to its end, its own messages may have names."""
    return mistake.words if mistake.is_known or standing.status is Status.FAILED else say(standing.status)


def _code(each: HandedIn, names: Sequence[str]) -> str:
    name = next((f"{each.kata}{suffix}" for suffix in SUFFIXES if f"{each.kata}{suffix}" in each.files), "")
    found = each.files.get(name, "")
    return anonymous(found, PurePosixPath(name).suffix, names) if len(found) <= LONGEST else ""
