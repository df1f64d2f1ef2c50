"""Makes a new kata, and a pack around it if there is none. Nothing that is there already is changed."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Iterable
from pathlib import Path

from ..errors import UsageError
from ..plugins import Registry
from ..translation import say
from .names import checked_id, package_name
from .numbering import last_number, number_after
from .packs import is_new
from .rendering import Files, kata_files, pack_files

KEPT = ("README.md", ".gitignore")  # what a repository that a website has made has in it already


@dataclasses.dataclass(frozen=True)
class Created:
    """What was made.

    Attributes:
        id: of the kata.
        pack: the folder of its pack, and whether that is new.
        folder: the kata's own, as it is called in ``katas/``.
        kept: the files that were there already, and stay as they are.
    """

    id: str
    pack: Path
    folder: str
    is_new_pack: bool
    kept: tuple[str, ...] = ()


def create(name: str, pack: Path, found: Registry, after: str = "") -> Created:
    """Make a kata in the folder of a pack, which is made if it is not there.

    Args:
        found: all katas that there are, the pack's own among them.
        after: the id of the kata that it is to come after, and to build on; empty for the last place.

    Raises:
        UsageError: the id or the folder cannot be used, there is no place after that kata, or a file is in the way.
    """
    identifier, makes_pack = checked_id(name, found, pack), is_new(pack)
    before = found.kata(after) if after else None
    number = number_after(before, found) if before else last_number(pack, found)
    folder = f"{number:02}_{identifier}"
    files = kata_files(identifier, folder, before.id if before else "")
    if makes_pack:
        files = {**pack_files(package_name(pack), identifier), **files}
    kept = tuple(each for each in KEPT if each in files and (pack / each).exists())
    _write(pack, {each: text for each, text in files.items() if each not in kept})
    return Created(identifier, pack, folder, makes_pack, kept)


def _write(root: Path, files: Files) -> None:
    """Write new files, all of them or, if one is there already, none."""
    for name in files:
        if (path := root / name).exists() or path.is_symlink():
            raise UsageError(say("{path} is there already, and stays as it is; move it away first", path=path))
    made: list[Path] = []  # the last first
    try:
        for name, text in files.items():
            path = root / name
            for folder in (each for each in reversed((path, *path.parents)) if not each.exists() and each != path):
                folder.mkdir()
                made.insert(0, folder)
            with path.open("x", encoding="utf-8", newline="\n") as file:
                made.insert(0, path)
                file.write(text)
    except OSError as error:
        _remove(made)
        raise UsageError(say("{path} cannot be written ({reason})", path=path, reason=error.strerror)) from None


def _remove(made: Iterable[Path]) -> None:
    """Take back what was made so far: half a kata would be in the way of a whole one."""
    for path in made:
        with contextlib.suppress(OSError):
            path.rmdir() if path.is_dir() else path.unlink()
