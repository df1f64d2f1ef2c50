"""What lies in the file of a learner's progress, told from what nobody can make anything of."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from typing import Any

from ..text.opening import READING

MOST = 1 << 20  # bytes: of a few dozen katas there are some ten thousand
FOLLOWING = READING & ~getattr(os, "O_NOFOLLOW", 0)  # a learner may keep their progress elsewhere, and a link here


class DamagedError(Exception):
    """There is something, and it is no progress."""


def load(path: Path) -> dict[str, Any]:
    """The whole of the file: an object with one of objects, ``katas``, in it, which `dump` can write again.

    A pipe keeps nobody waiting.

    Raises:
        DamagedError: there is something else.
        OSError: there is nothing, or it cannot be read.
    """
    try:
        whole = json.loads(_contents(path))
        katas = whole["katas"]
        is_sound = isinstance(katas, dict) and all(isinstance(entry, dict) for entry in katas.values())
        dump(whole)
    except (ValueError, TypeError, KeyError, RecursionError):
        raise DamagedError from None
    if not is_sound:
        raise DamagedError
    return dict(whole)


def dump(whole: dict[str, Any]) -> bytes:
    """The file as a person can read it.

    Raises:
        ValueError: there is a number that is none in it, or half a character.
    """
    return (json.dumps(whole, indent=1, ensure_ascii=False, allow_nan=False) + "\n").encode()


def _contents(path: Path) -> bytes:
    with os.fdopen(os.open(path, FOLLOWING), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise DamagedError
        data = file.read(MOST + 1)
    if len(data) > MOST:
        raise DamagedError
    return data
