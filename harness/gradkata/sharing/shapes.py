"""What a room says, as values whose shape has been checked."""

from __future__ import annotations

import dataclasses
import enum
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta

from ..boundary.sanitizing import clean
from ..learning.progress import HIGHEST
from ..results import Status

Form = TypeVar("Form")

Short = Annotated[str, Meta(min_length=1, max_length=200)]
Token = Annotated[str, Meta(pattern=r"\A[!-~]{1,500}\Z")]  # what a header can hold
Points = Annotated[float, Meta(ge=0, le=HIGHEST)]
Count = Annotated[int, Meta(ge=0, le=HIGHEST)]
Text = Annotated[str, Meta(max_length=1 << 20)]
Mistakes = Annotated[tuple["Mistake", ...], Meta(max_length=1000)]


class State(enum.StrEnum):
    """How far what was handed in has come."""

    WAITING = "waiting"
    JUDGING = "judging"
    JUDGED = "judged"


@dataclasses.dataclass(frozen=True)
class About:
    """A room.

    Attributes:
        room: its own name, for ever, for programs.
        open: whether a kata can be handed in, by its id.
    """

    room: Short
    open: dict[str, bool]


@dataclasses.dataclass(frozen=True)
class Member:
    """Who somebody is in a room, and what proves it."""

    name: Short
    token: Token


@dataclasses.dataclass(frozen=True)
class Mistake:
    """A known mistake that was found."""

    id: Short


@dataclasses.dataclass(frozen=True)
class Map:
    """Which entries of an array are wrong: signs, a row each."""

    rows: tuple[str, ...]


@dataclasses.dataclass(frozen=True)
class Explained:
    """What is known besides the mistakes."""

    maps: tuple[Map, ...] = ()


@dataclasses.dataclass(frozen=True)
class Outcome:
    """What came of something that was handed in.

    Attributes:
        text: all that there is to say, as it came: see `outcomes.shown`.
    """

    kata: Short
    status: Status
    score: Points
    max_score: Points
    text: Text
    misconceptions: Mistakes = ()
    explanation: Explained | None = None


@dataclasses.dataclass(frozen=True)
class Ticket:
    """Something that was handed in.

    Attributes:
        place: how many are judged before it.
        result: once it is judged.
    """

    id: Short
    kata: Short
    state: State
    place: Count = 0
    result: Outcome | None = None


@dataclasses.dataclass(frozen=True)
class Refusal:
    """Why something is not done."""

    words: Text


def read(data: bytes, form: type[Form]) -> Form | None:
    """The value in JSON of such a form; None if there is none."""
    try:
        return msgspec.json.decode(data, type=form)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None


def words(refusal: Refusal) -> str:
    """Why something is not done, in one line that can be printed."""
    return clean(refusal.words)
