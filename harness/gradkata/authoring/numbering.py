"""A new kata's place in the teaching order."""

from __future__ import annotations

from pathlib import Path

from ..errors import UsageError
from ..kata import FOLDER, Kata
from ..plugins import Registry
from ..translation import say

GAP = 10  # between two katas, so that others find a place there


def number_after(kata: Kata, found: Registry) -> int:
    """A number between a kata and the one that follows it.

    Raises:
        UsageError: there is none.
    """
    following = min((each for each in found.katas.values() if each.number > kata.number), key=_number, default=None)
    if following is None:
        return _next(kata.number)
    number = (kata.number + following.number) // 2
    if number == kata.number:
        words = "there is no number between {first} and {second}: rename one of these folders first"
        raise UsageError(say(words, first=kata.folder.name, second=following.folder.name))
    return number


def last_number(pack: Path, found: Registry) -> int:
    """The number after the last kata of a pack; of a pack without any, after the last one that there is."""
    folders = (pack / "katas").iterdir() if (pack / "katas").is_dir() else iter(())
    own = [int(match[1]) for each in folders if (match := FOLDER.match(each.name))]
    return _next(max(own or map(_number, found.katas.values()), default=0))


def _next(number: int) -> int:
    return (number // GAP + 1) * GAP


def _number(kata: Kata) -> int:
    return kata.number
