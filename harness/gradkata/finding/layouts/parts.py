"""A learner's work that lies in several places, or under names that a platform made."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from ...boundary.sanitizing import clean
from ...kata import SUFFIXES
from ...text.opening import UnreadableError
from ...translation import say
from ..archives import LEFT_OUT
from ..filenames import meant
from ..folders import File, Folder, at_work, locked, plain


@dataclasses.dataclass(frozen=True)
class Renamed:
    """A file to which a platform gave another name.

    Attributes:
        name: the learner's own.
        age: what later files of one learner have more of.
    """

    path: Path
    name: str
    age: tuple[int, ...] = ()


class Files(Folder):
    """One learner's files in a folder of everybody's, by the names that the learner gave them."""

    def __init__(self, path: Path, name: str, katas: Sequence[str], files: Iterable[Renamed]):
        super().__init__(path, name, katas)
        self._katas, self._files = katas, sorted(files, key=lambda each: each.age)

    def holds(self, kata: str) -> bool:
        return bool(self.right(kata))

    def right(self, kata: str) -> list[File]:
        names = {f"{kata}{suffix}" for suffix in SUFFIXES}
        return self._as_files((each for each in self._files if each.name in names), is_right=True)

    def near(self, kata: str) -> list[File]:
        return self._as_files((each for each in self._files if meant(each.name, self._katas) == kata), is_right=False)

    def modules(self, chosen: Mapping[str, Path]) -> dict[str, Path]:
        named = {Path(each.name).stem: each.path for each in self._files if Path(each.name).suffix in SUFFIXES}
        return {**named, **chosen}

    def all_files(self) -> list[Path]:
        return [each.path for each in self._files]

    def _as_files(self, files: Iterable[Renamed], *, is_right: bool) -> list[File]:
        found = ((each, plain(each.path)) for each in files)
        return [
            File(each.path, self._shown(each), (*each.age, entry.st_mtime_ns), is_right, each.name)
            for each, entry in found
            if entry
        ]

    def _shown(self, file: Renamed) -> str:
        """The learner's own name of a file; of several that were handed in under one name, the platform's."""
        return file.name if sum(each.name == file.name for each in self._files) == 1 else file.path.name


class Together(Folder):
    """Several folders of one learner, looked through as one; what lies in them is called with its folder's name."""

    def __init__(self, name: str, katas: Sequence[str], folders: Sequence[Folder]):
        problem = next((each.problem for each in folders if each.problem), "")
        super().__init__(folders[0].path, name, katas, problem if all(each.problem for each in folders) else "")
        self._folders = folders

    def holds(self, kata: str) -> bool:
        return any(each.holds(kata) for each in self._folders)

    def right(self, kata: str) -> list[File]:
        found: list[File] = []
        errors: list[UnreadableError] = []
        for each in self._folders:
            try:
                found += self._within(each, each.right(kata))
            except UnreadableError as error:
                errors.append(error)
        if errors and not found:
            raise errors[0]
        return found if len(found) > 1 else [dataclasses.replace(each, name=each.path.name) for each in found]

    def near(self, kata: str) -> list[File]:
        return [file for each in self._folders for file in self._within(each, each.near(kata))]

    def modules(self, chosen: Mapping[str, Path]) -> dict[str, Path]:
        found: dict[str, Path] = {}
        for each in self._folders:
            found.update(each.modules({}))
        return {**found, **chosen}

    def all_files(self) -> list[Path]:
        return [path for each in self._folders for path in each.all_files()]

    @staticmethod
    def _within(folder: Folder, files: Iterable[File]) -> list[File]:
        return [dataclasses.replace(file, name=f"{folder.path.name}/{file.name}") for file in files]


def entries(folder: Path) -> list[os.DirEntry[str]]:
    """What is in a folder, sorted by name, but for what systems put there; nothing if it cannot be read."""
    try:
        with os.scandir(folder) as found:
            visible = (each for each in found if not each.name.startswith((".", "__")) and each.name not in LEFT_OUT)
            return sorted(visible, key=lambda each: each.name)
    except OSError:
        return []


def folders(folder: Path) -> list[Path]:
    """The folders in a folder; links are not followed."""
    return [Path(each.path) for each in entries(folder) if each.is_dir(follow_symlinks=False)]


def folder_of(path: Path, name: str, katas: Sequence[str]) -> Folder:
    """A learner's folder, which may be locked, or not be there."""
    return Folder(path, name, katas, locked(str(path)) if path.is_dir() else "")


def is_work(path: Path, katas: Sequence[str]) -> bool:
    """Whether a folder, or ``work/`` in it, holds a file that is called as a kata's."""
    folder = at_work(folder_of(path, path.name, katas), katas)
    return any(folder.holds(kata) for kata in katas)


def nobodys(folder: Path, names: Sequence[str]) -> list[str]:
    """What to say of things in a folder that belong to no learner."""
    if not names:
        return []
    listed = ", ".join(clean(name, 100) for name in names)
    return [
        say(
            "Remark: in {path}, what belongs to no learner is not graded: {names}",
            path=clean(str(folder), 1000),
            names=listed,
        )
    ]
