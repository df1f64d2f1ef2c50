"""A learner's files as a page knows them: by name and version. Nothing is written over what the page has not seen."""

from __future__ import annotations

import codecs
import dataclasses
import datetime
import hashlib
import itertools
import os
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..destination import replace
from ..errors import UsageError
from ..finding.workspace import Workspace, from_here
from ..kata import SUFFIXES, Kata
from ..learning.copies import put
from ..learning.folders import make_folder
from ..learning.handout import first_copy
from ..learning.restart import OLD
from ..text.opening import UnreadableError, contents, status
from ..text.source import NOTEBOOK
from ..translation import say

MOST = 8 << 20  # bytes of one file: a notebook with many pictures in it
NONE = ""  # the version of a file that is not there


@dataclasses.dataclass(frozen=True)
class File:
    """What is in a file.

    Attributes:
        text: with line ends as Python reads them; None if there is no file, or it cannot be shown.
        version: another one whenever a single byte is.
        problem: why it cannot be shown; often empty.
    """

    text: str | None
    version: str
    problem: str = ""


class ConflictError(Exception):
    """The file is not what the page takes it for. It stays as it is."""

    def __init__(self, there: File):
        super().__init__()
        self.there = there


class WorkFiles:
    """The files in ``work/`` that are called as katas are; no other can be named.

    Args:
        katas: those of the page.
    """

    def __init__(self, workspace: Workspace, katas: Mapping[str, Kata]):
        self.workspace, self._katas = workspace, katas
        self.names = {f"{kata}{suffix}": kata for kata in katas for suffix in SUFFIXES}
        self._lock = threading.Lock()  # of those who write
        self._seen: dict[str, tuple[tuple[int, ...], str]] = {}

    def katas(self) -> dict[str, dict[str, str]]:
        """Of each kata, the name of the file that counts, and with what that begins."""
        return {name: self._begun(kata) for name, kata in self._katas.items()}

    def _begun(self, kata: Kata) -> dict[str, str]:
        there = [(-found.st_mtime, path) for path in self.workspace.copies(kata.id) if (found := _status(path))]
        newest = min(there, key=lambda each: each[0], default=(0.0, kata.stub))[1]  # of one age, the module
        suffix, data = first_copy(kata, as_notebook=newest.suffix == NOTEBOOK)
        return {"file": f"{kata.id}{suffix}", "stub": _universal(data.decode("utf-8"))}

    def versions(self) -> dict[str, str]:
        """The versions of the files there are, by name."""
        found = ((name, self._version(name)) for name in self.names)
        return {name: version for name, version in found if version != NONE}

    def _version(self, name: str) -> str:
        """The version of a file, which is read only if it looks other than the last time."""
        looks = _looks(self._path(name))
        if looks is None:
            return NONE
        known, version = self._seen.get(name, ((), ""))
        if looks != known:
            version = self.read(name).version
            self._seen[name] = looks, version
        return version

    def read(self, name: str) -> File:
        """What is in a file.

        Raises:
            KeyError: no kata has a file of this name.
        """
        data, problem = _bytes(self._path(name))
        if problem:
            return File(None, f"problem {_looks(self._path(name))}", problem)
        if data is None:
            return File(None, NONE)
        try:
            return File(_universal(data.decode("utf-8-sig")), _digest(data))
        except UnicodeDecodeError:
            return File(None, _digest(data), say("{file} is not UTF-8 text. Save it as UTF-8.", file=name))

    def write(self, name: str, text: str, based_on: str) -> str:
        """Have a file hold a text; give its version. It is replaced as a whole.

        Args:
            based_on: the version that the page has seen.

        Raises:
            ConflictError: the file is another one meanwhile.
            KeyError: no kata has a file of this name.
            UnicodeEncodeError: there is half a character in the text.
            UsageError: it cannot be written.
        """
        path = self._path(name)

        def last_look() -> None:
            there = self.read(name)
            if there.problem or there.version != based_on:
                raise ConflictError(there)

        with self._lock:
            last_look()
            data = _as_before(text, _bytes(path)[0] or b"")
            try:
                self.make_room()
                replace(path, data, last_look)
            except OSError as error:
                raise _not_written(path, error) from None
        return _digest(data)

    def keep(self, name: str, text: str) -> str:
        """Put a text into ``work/old/``, under a name with the date; give the path, as it is typed from here.

        Raises:
            KeyError, UnicodeEncodeError, UsageError: see `write`.
        """
        path, folder = self._path(name), self.workspace.work / OLD
        data = text.encode("utf-8")
        today = datetime.datetime.now().astimezone().date().isoformat()
        try:
            make_folder(folder)
            for number in itertools.count(1):
                aside = folder / f"{path.stem}.{today}.{number}{path.suffix}"
                try:
                    put(data, aside)
                    break
                except FileExistsError:
                    continue
        except OSError as error:
            raise _not_written(folder, error) from None
        return from_here(aside)

    def make_room(self) -> None:
        """Make ``work/``, if it is not there.

        Raises:
            UsageError: it cannot be made.
        """
        try:
            make_folder(self.workspace.work)
        except OSError as error:
            raise _not_written(self.workspace.work, error) from None

    def _path(self, name: str) -> Path:
        _ = self.names[name]
        return self.workspace.work / name


def as_data(file: File) -> dict[str, Any]:
    """A file as the page is told of it."""
    return dataclasses.asdict(file)


def _bytes(path: Path) -> tuple[bytes | None, str]:
    """What is in a file, None if there is none; and why it cannot be read, which is often empty."""
    try:
        return (None if status(path) is None else contents(path, MOST)), ""
    except UnreadableError as error:
        return None, str(error)


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.lstat()
    except OSError:
        return None


def _looks(path: Path) -> tuple[int, ...] | None:
    """By what it shows that there is another file, or something else in it; None if there is none."""
    found = _status(path)
    return None if found is None else (found.st_ino, found.st_mode, found.st_size, found.st_mtime_ns, found.st_ctime_ns)


def _universal(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _as_before(text: str, before: bytes) -> bytes:
    """The bytes of a text, with the line ends and the mark that the file had before."""
    data = _universal(text).encode("utf-8")
    if b"\r\n" in before:
        data = data.replace(b"\n", b"\r\n")
    return codecs.BOM_UTF8 + data if before.startswith(codecs.BOM_UTF8) else data


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _not_written(path: Path, error: OSError) -> UsageError:
    return UsageError(say("{path} cannot be written ({reason})", path=from_here(path), reason=error.strerror))
