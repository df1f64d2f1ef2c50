"""Who a learner is in which room: a file of their account's, for nobody else to read."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import unicodedata
from collections.abc import Callable
from pathlib import Path

import msgspec
import platformdirs
from filelock import FileLock, Timeout

from ..destination import destination
from ..errors import UsageError
from ..text.opening import UnreadableError, contents
from ..translation import say
from .shapes import Member, read

SCHEMA = "gradkata-rooms/1"
FILE = "GRADKATA_ROOMS"  # the variable that names another file
MOST = 1 << 20  # bytes
PATIENCE_S = 5.0  # another terminal holds the lock for a millisecond or two
FOR_ONE = 0o600

Told = Callable[[str], None]


@dataclasses.dataclass(frozen=True)
class _Whole:
    """The file: who its owner is, by the rooms' own names; whoever they were last comes first."""

    schema: str = SCHEMA
    rooms: dict[str, list[Member]] = dataclasses.field(default_factory=dict)


def usual() -> Path:
    """Where the file is."""
    return Path(os.environ.get(FILE) or platformdirs.user_state_path("gradkata") / "rooms.json")


class Kept:
    """What is kept. A file that cannot be read or written costs a remark, and nothing else.

    Args:
        told: called with such a remark.
    """

    def __init__(self, path: Path, told: Told):
        self._path, self._told, self._said = path, told, set[str]()

    def of(self, room: str, name: str = "") -> Member | None:
        """Who they are in a room: of this name, or of the last one; None if nobody yet."""
        members = self._members(room)
        return next((each for each in members if not name or is_same(each.name, name)), None)

    def has_several(self, room: str) -> bool:
        """Whether they have been several in a room."""
        return len(self._members(room)) > 1

    def keep(self, room: str, member: Member) -> None:
        """Keep who they are, and that they were that last."""

        def change(whole: _Whole) -> None:
            others = [each for each in whole.rooms.get(room, []) if not is_same(each.name, member.name)]
            whole.rooms[room] = [member, *others]

        self._change(change)

    def forget(self, room: str, member: Member) -> None:
        """Keep no more what a room does not know."""

        def change(whole: _Whole) -> None:
            whole.rooms[room] = [each for each in whole.rooms.get(room, []) if each.token != member.token]

        self._change(change)

    def _tell(self, words: str) -> None:
        """Say it once."""
        if words not in self._said:
            self._said.add(words)
            self._told(words)

    def _members(self, room: str) -> list[Member]:
        try:
            return self._read().rooms.get(room, [])
        except (UnreadableError, OSError):
            self._tell(self._unreadable())
            return []

    def _change(self, change: Callable[[_Whole], None]) -> None:
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with FileLock(self._path.with_name(f".{self._path.name}.lock"), timeout=PATIENCE_S):
                whole = self._read()
                before = msgspec.json.encode(whole)
                change(whole)
                if msgspec.json.encode(whole) != before:
                    self._write(msgspec.json.format(msgspec.json.encode(whole), indent=1) + b"\n")
        except Timeout:
            self._tell(say("{path} is held by another terminal; who you are is not kept", path=self._path))
        except OSError as error:
            words = "{path} cannot be written ({reason}); who you are is not kept"
            self._tell(say(words, path=self._path, reason=error.strerror))
        except UnreadableError:
            self._tell(self._unreadable())
        except UsageError as error:
            self._tell(str(error))

    def _unreadable(self) -> str:
        return say("{path} cannot be read; who you are is not kept", path=self._path)

    def _read(self) -> _Whole:
        if not self._path.exists():
            return _Whole()
        whole = read(contents(self._path.resolve(), MOST), _Whole)
        if whole is None:
            self._put_aside()
        return whole or _Whole()

    def _put_aside(self) -> None:
        aside = self._path.with_name(f"{self._path.name}.damaged")
        with contextlib.suppress(OSError):
            self._path.replace(aside)
        self._tell(say("{path} cannot be read; it is put aside as {aside}", path=self._path, aside=aside.name))

    def _write(self, data: bytes) -> None:
        """Replace the file by one that nobody else may read; what takes its place has its mode from the beginning."""
        os.close(os.open(self._path, os.O_WRONLY | os.O_CREAT, FOR_ONE))
        self._path.chmod(FOR_ONE)
        destination(self._path).write(data)


def is_same(one: str, other: str) -> bool:
    """Whether two names look alike, so that a room takes one of them at most."""
    return _plain(one) == _plain(other)


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())
