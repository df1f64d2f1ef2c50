"""A tape in a file: right answers and those of known mistakes, compact, checked, and with nothing of a solution's text.

It is a zip file. ``tape.json`` says what it fits; ``answers/<seed>`` holds the answers to the suite, and ``mistakes``
what every known mistake answers to what a learner's code is asked, with the inputs of the first seed.
"""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import io
import json
import zipfile
import zlib
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import UsageError
from ..translation import say

SCHEMA = "gradkata-tape/1"
WHEN = (1980, 1, 1, 0, 0, 0)  # the same answers give the same bytes
UNREADABLE = (
    OSError,
    KeyError,
    RuntimeError,
    NotImplementedError,
    EOFError,
    ValueError,
    zlib.error,
    zipfile.BadZipFile,
)
MOST_BYTES = 64 << 20  # of a part: what says that it holds more is no tape


@dataclasses.dataclass(frozen=True)
class Header:
    """What a tape fits.

    Attributes:
        kata: its id.
        seeds: of the inputs that were recorded.
        judges: a digest of the suite, and of what else counts; see `fitting`.
        numpy: the version that it was recorded with, as in ``2.4``.
        drawn: a few numbers that this version drew: another one that draws the same will do as well.
        functions: the names of what the suite calls.
    """

    kata: str
    seeds: tuple[int, ...]
    judges: str
    numpy: str
    drawn: tuple[float, ...]
    functions: tuple[str, ...]


class TapeFile:
    """A tape that lies in a file; its parts are read when they are asked for.

    Raises:
        UsageError: it is none, or one of another version; so do its methods.
    """

    def __init__(self, path: Path):
        self._path = path
        whole = self._part("tape.json")
        if not isinstance(whole, dict) or whole.get("schema") != SCHEMA:
            raise self._damaged()
        del whole["schema"]
        try:
            fields: dict[str, Any] = {
                key: tuple(each) if isinstance(each, list) else each for key, each in whole.items()
            }
            self.header = Header(**fields)
        except TypeError:
            raise self._damaged() from None

    def answers(self, seed: int) -> dict[str, Any]:
        """What the suite was answered with the inputs of a seed, by test."""
        found: dict[str, Any] = self._part(f"answers/{seed}.json")
        return found

    @functools.cached_property
    def mistakes(self) -> dict[str, Any]:
        """What is known of mistakes."""
        found: dict[str, Any] = self._part("mistakes.json")
        return found

    @functools.cached_property
    def numbers(self) -> np.ndarray:
        """Those in the answers of mistakes."""
        planes = np.frombuffer(self._bytes("mistakes.bin"), np.uint8)
        if planes.size % 8:
            raise self._damaged()
        return np.ascontiguousarray(planes.reshape(8, -1).T).view("<f8").ravel()

    def _part(self, name: str) -> Any:
        try:
            return json.loads(self._bytes(name))
        except ValueError:
            raise self._damaged() from None

    def _bytes(self, name: str) -> bytes:
        with contextlib.suppress(*UNREADABLE), zipfile.ZipFile(self._path) as archive:
            if archive.getinfo(name).file_size <= MOST_BYTES:
                return archive.read(name)
        raise self._damaged()

    def _damaged(self) -> UsageError:
        words = "{file} is no tape of answers that this gradkata can play; unpack the kit again, or ask for a new one"
        return UsageError(say(words, file=f"{self._path.parent.name}/{self._path.name}"))


def written(header: Header, answers: dict[int, dict[str, Any]], mistakes: dict[str, Any], numbers: np.ndarray) -> bytes:
    """The bytes of a tape's file."""
    planes = np.ascontiguousarray(numbers, "<f8").view(np.uint8).reshape(-1, 8).T  # alike bytes beside each other
    parts: dict[str, bytes] = {
        "tape.json": _json({"schema": SCHEMA, **dataclasses.asdict(header)}),
        **{f"answers/{seed}.json": _json(each) for seed, each in answers.items()},
        "mistakes.json": _json(mistakes),
        "mistakes.bin": np.ascontiguousarray(planes).tobytes(),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, WHEN)
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 3
            archive.writestr(info, data, compresslevel=9)
    return buffer.getvalue()


def _json(value: Any) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()
