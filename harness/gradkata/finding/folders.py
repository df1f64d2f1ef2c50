"""A learner's folder: which of its files are called as a kata's, and which nearly so. Links are not followed."""

from __future__ import annotations

import dataclasses
import functools
import itertools
import os
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from ..kata import SUFFIXES
from ..text.opening import UnreadableError, check_plain, status
from ..translation import say
from .filenames import Upload, meant, upload

MAX_LISTED = 2000  # entries of a folder that are looked at for names that are nearly right
MAX_INNER = 20  # folders in it that are looked into
WORK = "work"  # where `kata start` puts a learner's copies, in a repository of their own


@dataclasses.dataclass(frozen=True)
class File:
    """A plain file that is, or may be, for a kata.

    Attributes:
        name: its path from the learner's folder.
        age: what newer ones have more of.
        is_right: whether it is called as the kata's files are.
        own: what the learner called it, where a platform calls it otherwise.
    """

    path: Path
    name: str
    age: tuple[int, ...]
    is_right: bool
    own: str = ""


class Folder:
    """One learner's folder.

    Args:
        path: where it is.
        name: what it is called.
        katas: the ids of all katas.
        problem: why nothing in it can be seen; often empty.
    """

    def __init__(self, path: Path, name: str, katas: Sequence[str], problem: str = ""):
        self.path, self.name, self.problem, self._katas = path, name, problem, katas

    def holds(self, kata: str) -> bool:
        """Whether anything in it has the name of a file for the kata."""
        try:
            return not self.problem and any(status(path) for path in self._paths(kata))
        except UnreadableError:
            return False

    def right(self, kata: str) -> list[File]:
        """The files that are called right, the module first.

        Raises:
            UnreadableError: there are none, but something else of that name, or nobody can tell.
        """
        if self.problem:
            raise UnreadableError(self.problem)
        entries = [(path, found) for path in self._paths(kata) if (found := status(path))]
        plain = [(path, found) for path, found in entries if stat.S_ISREG(found.st_mode)]
        if entries and not plain:
            check_plain(entries[0][0].name, entries[0][1].st_mode)
        return [File(path, path.name, (found.st_mtime_ns,), is_right=True) for path, found in plain]

    def near(self, kata: str) -> list[File]:
        """The files that are nearly called right, or lie in a folder of their own."""
        return [file for each, file in self._near if each == kata]

    def modules(self, chosen: Mapping[str, Path]) -> dict[str, Path]:
        """The files in it by the names that they are imported by, those ``chosen`` for katas first."""
        stems = {path.stem: path for path in self._listed if path.suffix in SUFFIXES and path.parent == self.path}
        return {**stems, **chosen}

    def all_files(self) -> list[Path]:
        """The files in it and in the folders in it, as far as there are not too many."""
        return list(self._listed)

    def _paths(self, kata: str) -> list[Path]:
        return [self.path / f"{kata}{suffix}" for suffix in SUFFIXES]

    @functools.cached_property
    def _listed(self) -> list[Path]:
        return [] if self.problem else sorted(_below(self.path))

    @functools.cached_property
    def _near(self) -> list[tuple[str, File]]:
        found: list[tuple[str, File]] = []
        for path in self._listed:
            kata = meant(path.name, self._katas)
            if kata is None and path.parent != self.path and path.suffix in SUFFIXES and path.stem in self._katas:
                kata = path.stem
            if kata is not None and (entry := plain(path)) is not None:
                name = path.relative_to(self.path).as_posix()
                found.append((kata, File(path, name, (entry.st_mtime_ns,), is_right=False)))
        return found


class Uploads(Folder):
    """One learner's files in a flat folder of uploads."""

    def __init__(self, path: Path, name: str, katas: Sequence[str], files: Sequence[tuple[str, Upload]]):
        super().__init__(path, name, katas)
        self._files = sorted(files, key=lambda each: each[1].age)

    def holds(self, kata: str) -> bool:
        return bool(self.near(kata))

    def right(self, _: str) -> list[File]:
        return []

    def near(self, kata: str) -> list[File]:
        found = [(self.path / name, each) for name, each in self._files if self._kata(each.name) == kata]
        return [
            File(path, path.name, (*each.age, entry.st_mtime_ns), is_right=False)
            for path, each in found
            if (entry := plain(path)) is not None
        ]

    def modules(self, chosen: Mapping[str, Path]) -> dict[str, Path]:
        return {**{Path(each.name).stem: self.path / name for name, each in self._files}, **chosen}

    def _kata(self, name: str) -> str | None:
        stem = Path(name).stem
        return stem if stem in self._katas else meant(name, self._katas)


def uploads(path: Path, names: Iterable[str], katas: Sequence[str]) -> list[Folder]:
    """The learners whose files lie in a flat folder, one for each of a platform's numbers."""
    by_learner: dict[tuple[str, str], list[tuple[str, Upload]]] = {}
    for name in names:
        if each := upload(name):
            by_learner.setdefault((each.who, each.user), []).append((name, each))
    who = [name for name, _ in by_learner]
    return [
        Uploads(path, name if who.count(name) == 1 else f"{name}_{user}", katas, files)
        for (name, user), files in sorted(by_learner.items())
    ]


def learner_at(entry: os.DirEntry[str], katas: Sequence[str]) -> Folder | None:
    """The learner whose folder an entry of a class is; None if it is no folder, and no link that may stand for one."""
    if entry.name.startswith((".", "__")):
        return None
    if entry.is_dir(follow_symlinks=False):
        return at_work(Folder(Path(entry.path), entry.name, katas, locked(entry.path)), katas)
    if entry.is_symlink() and not _leads_to_a_file(entry):
        problem = say("{name} is a link, and links are not followed: hand in the folder itself.", name=entry.name)
        return Folder(Path(entry.path), entry.name, katas, problem)
    return None


def at_work(folder: Folder, katas: Sequence[str]) -> Folder:
    """Where a learner's files lie: in ``work/`` if the folder is a repository of theirs, else in itself."""
    path = folder.path / WORK
    if folder.problem or any(folder.holds(kata) for kata in katas) or path.is_symlink() or not path.is_dir():
        return folder
    inner = Folder(path, folder.name, katas, locked(str(path)))
    return inner if any(inner.holds(kata) for kata in katas) else folder


def _leads_to_a_file(link: os.DirEntry[str]) -> bool:
    try:
        return not stat.S_ISDIR(link.stat().st_mode)
    except OSError:  # nothing is there, or links lead in a circle
        return False


def locked(path: str) -> str:
    """Why nothing in a folder can be read; empty if it can be."""
    return "" if os.access(path, os.X_OK) else say("This folder cannot be read: Permission denied.")


def plain(path: Path) -> os.stat_result | None:
    """What there is to know of a plain file; None if it is none, or nobody can tell."""
    try:
        found = status(path)
    except UnreadableError:
        return None
    return found if found is not None and stat.S_ISREG(found.st_mode) else None


def _below(folder: Path) -> Iterator[Path]:
    """The files in a folder and in the folders in it, as far as there are not too many."""
    inner: list[Path] = []
    for entry in _entries(folder):
        if entry.is_dir(follow_symlinks=False):
            inner.append(Path(entry.path))
        elif not entry.is_symlink():
            yield Path(entry.path)
    for each in sorted(inner)[:MAX_INNER]:
        yield from (Path(entry.path) for entry in _entries(each) if entry.is_file(follow_symlinks=False))


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            some = list(itertools.islice(entries, MAX_LISTED))
    except OSError:
        return []
    return [entry for entry in some if not entry.name.startswith((".", "__"))]
