"""Zip files as learners and platforms make them, unpacked into a folder of our own; nothing gets anywhere else."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

from ..boundary.sanitizing import clean
from ..translation import say

SUFFIX = ".zip"
MAX_ENTRIES = 20_000
MAX_BYTES = 512 << 20  # of all files together, unpacked
MAX_DEPTH = 100  # folders: deeper ones can be made, but not always removed
UTF_8 = 0x800  # of an entry whose name says that it is in UTF-8
ENCRYPTED = 0x1
LEFT_OUT = {"__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini"}  # what systems put in for themselves


class ArchiveError(Exception):
    """A zip file cannot be unpacked; the message says why."""


def is_archive(path: Path) -> bool:
    """Whether the path is that of a zip file, by its name."""
    return path.suffix.lower() == SUFFIX and path.is_file()


def unpack(archive: Path, into: Path) -> list[str]:
    """Unpack a zip file into a new folder; files keep their dates.

    Returns:
        A sentence on each entry that leads elsewhere, and is left out.

    Raises:
        ArchiveError: it is none, is damaged or locked, or holds too much.
    """
    try:
        into.mkdir()
        with zipfile.ZipFile(archive) as opened:
            entries = opened.infolist()
            _check_size(archive, entries)
            return [remark for entry in entries for remark in _unpacked(opened, entry, archive, into)]
    except ArchiveError:
        raise
    except Exception as error:  # what is damaged shows it in many ways, and each way to pack has its own
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        words = "{file} cannot be unpacked: {reason}"
        raise ArchiveError(say(words, file=clean(archive.name, 100), reason=clean(reason, 200))) from None


def inside(folder: Path) -> Path:
    """The folder of a class in what was unpacked: many a program puts all into one more folder."""
    while (only := _visible(folder)) and len(only) == 1 and only[0].is_dir():
        inner = _visible(only[0])
        if not inner or not all(each.is_dir() for each in inner):
            break
        folder = only[0]
    return folder


def _visible(folder: Path) -> list[Path]:
    return [each for each in folder.iterdir() if not each.name.startswith(".")]


def _check_size(archive: Path, entries: list[zipfile.ZipInfo]) -> None:
    name = clean(archive.name, 100)
    if len(entries) > MAX_ENTRIES:
        raise ArchiveError(say("{file} has more than {number} entries.", file=name, number=MAX_ENTRIES))
    if sum(entry.file_size for entry in entries) > MAX_BYTES:
        raise ArchiveError(say("{file} holds more than {number} MiB.", file=name, number=MAX_BYTES >> 20))
    if any(entry.flag_bits & ENCRYPTED for entry in entries):
        raise ArchiveError(say("{file} is locked with a password.", file=name))


def _unpacked(opened: zipfile.ZipFile, entry: zipfile.ZipInfo, archive: Path, into: Path) -> Iterator[str]:
    """Unpack one entry; give why not, if it is left out and somebody may miss it."""
    name = _name(entry)
    parts = [part for part in name.split("/") if part not in ("", ".")]
    if not parts or LEFT_OUT & set(parts):
        return
    if name.startswith("/") or ".." in parts or (os.name == "nt" and ":" in name) or "\0" in name:
        words = "{name} in {file} leads out of it: it is left out"
        yield say(words, name=clean(name, 200), file=clean(archive.name, 100))
    elif stat.S_ISLNK(entry.external_attr >> 16):
        words = "{name} in {file} is a link, and links are not followed: it is left out"
        yield say(words, name=clean(name, 200), file=clean(archive.name, 100))
    elif len(parts) > MAX_DEPTH:
        words = "{name} in {file} lies more than {number} folders deep: it is left out"
        yield say(words, name=clean(name, 200), file=clean(archive.name, 100), number=MAX_DEPTH)
    elif name.endswith("/"):
        into.joinpath(*parts).mkdir(parents=True, exist_ok=True)
    else:
        _write(opened, entry, into.joinpath(*parts))


def _write(opened: zipfile.ZipFile, entry: zipfile.ZipInfo, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with opened.open(entry) as source, path.open("wb") as file:
        shutil.copyfileobj(source, file)  # which reads no more than the entry says that it has
    with contextlib.suppress(ValueError, OverflowError, OSError):  # a date that is none
        saved = time.mktime((*entry.date_time, 0, 0, -1))
        os.utime(path, (saved, saved))


def _name(entry: zipfile.ZipInfo) -> str:
    """The entry's name: many a program writes UTF-8 and does not say so, or Windows' own slashes."""
    name = entry.filename
    if not entry.flag_bits & UTF_8:
        with contextlib.suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return name.replace("\\", "/")
