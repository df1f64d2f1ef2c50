"""A learner's kit: a folder, and the same as a zip file, with all that they need and no solution."""

from __future__ import annotations

import contextlib
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from ..errors import UsageError
from ..kata import Kata
from ..packaging.contents import Entry, zipped
from ..translation import say
from .contents import kit_files
from .leaks import check_for_leaks
from .readme import readme
from .wheel import wheel

README = "README.md"
MARK = "gradkata-kit.txt"  # by which a kit that was made before is known
WORK = "work"


def kit(katas: Sequence[Kata], tapes: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of a kit by their paths in it.

    Raises:
        UsageError: a line of a solution would be in it; the message says where.
    """
    name, data = wheel(kit_files(katas, tapes))
    files = {name: data, README: readme(name, katas).encode(), MARK: f"{name}\n".encode()}
    check_for_leaks(files, katas)
    return files


def place_for(folder: Path) -> None:
    """See to it that a kit may be put into a folder.

    Raises:
        UsageError: there is something else in it, or where the zip file would be.
    """
    if folder.exists() and not folder.is_dir():
        raise UsageError(say("{path} is a file; name a folder for the kit", path=folder))
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MARK).is_file():
        raise UsageError(say("{path} has other things in it; name a new folder for the kit", path=folder))
    archive = archive_of(folder)
    if archive.exists() and not _is_kit(archive):
        words = "{path} is there already, and is no kit: move it away, or give the folder of the kit another name"
        raise UsageError(say(words, path=archive))


def archive_of(folder: Path) -> Path:
    """Where the zip file of a kit goes: beside its folder."""
    whole = folder.resolve()
    return whole.with_name(f"{whole.name}.zip")


def _is_kit(archive: Path) -> bool:
    """Whether a zip file is one that was written before."""
    with contextlib.suppress(OSError, zipfile.BadZipFile), zipfile.ZipFile(archive) as opened:
        return any(name.split("/")[1:] == [MARK] for name in opened.namelist())
    return False


def write(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Put a kit into a folder, in place of one that was there before, and beside it as a zip file, whose path it gives.

    Raises:
        OSError: it cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("gradkata-*.whl"):
        old.unlink()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    (folder / WORK).mkdir(exist_ok=True)
    archive = archive_of(folder)
    archive.write_bytes(zipped({f"{archive.stem}/{name}": Entry(data) for name, data in files.items()}))
    return archive
