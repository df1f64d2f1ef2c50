"""The held-out set: solutions by authors who have not seen the known mistakes, what they say of them, and the key.

Right ones lie in ``solutions/<kata>/right/``, wrong ones in ``wrong/`` beside them, and ``labels.toml`` tells of each
wrong one what its author says, and which known mistakes are true names for it::

    [[wrong]]
    file = "somebody.py"
    kind = "double"
    mistakes = ["one sentence of the author's", "another"]
    expected = [["an-id"], []]      # for each mistake all true names, or none if the kata does not know it
    shows = "..."
    style = "..."
    note = "why the key is not what the author's sentence says; nearly always missing"
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from gradkata.errors import UsageError
from gradkata.explaining.mistakes import load_mistakes
from gradkata.kata import SUFFIXES, Kata
from gradkata.settings.toml_files import TomlFile, nearest

SET = Path(__file__).parent / "solutions"
LABELS = "labels.toml"
KINDS = ("single", "double", "unusual")


@dataclass(frozen=True)
class Solution:
    """One solution of the set.

    Attributes:
        mistakes: what its author says is wrong with it, a sentence each; none if it is right.
        expected: for each of the mistakes the ids that are true names for it; none where the kata does not know it.
    """

    kata: str
    path: Path
    mistakes: tuple[str, ...] = ()
    expected: tuple[tuple[str, ...], ...] = ()

    @property
    def true_names(self) -> frozenset[str]:
        """All ids that may be said of it."""
        return frozenset(itertools.chain.from_iterable(self.expected))

    @property
    def is_right(self) -> bool:
        return not self.mistakes


@dataclass(frozen=True)
class _Entry:
    file: str
    kind: str
    mistakes: tuple[str, ...]
    expected: tuple[tuple[str, ...], ...]
    shows: str
    style: str
    note: str = ""


@dataclass(frozen=True)
class _Labels:
    """A whole ``labels.toml``."""

    wrong: tuple[_Entry, ...] = ()


def load(folder: Path, katas: Mapping[str, Kata]) -> list[Solution]:
    """All solutions in a set, kata by kata in teaching order.

    Raises:
        UsageError: a folder is named for no kata, a wrong solution has no entry, or an entry is wrong: it names no
            file or no mistake that there is, or has not one list of names for each mistake; the message says where.
    """
    for each in sorted(folder.iterdir()):
        if each.is_dir() and each.name not in katas:
            raise UsageError(f"{each}: there is no such kata; {nearest(each.name, katas)}")
    there = [kata for kata in katas.values() if (folder / kata.id).is_dir()]
    return [solution for kata in there for solution in _of_kata(folder / kata.id, kata)]


def _of_kata(folder: Path, kata: Kata) -> Iterator[Solution]:
    for path in _files(folder / "right"):
        yield Solution(kata.id, path)
    file = TomlFile(folder / LABELS)
    entries = file.decoded(_Labels).wrong
    file.refuse_doubles("wrong", [each.file for each in entries], lambda name: f"{name} has two entries")
    known = list(dict.fromkeys(each.id for each in load_mistakes(kata)))
    wrong = {path.name: path for path in _files(folder / "wrong")}
    for number, entry in enumerate(entries):
        _check(file, number, entry, wrong, known)
        yield Solution(kata.id, wrong.pop(entry.file), entry.mistakes, entry.expected)
    if wrong:
        raise UsageError(f"{file.path}: there is no entry for {', '.join(wrong)}")


def _check(file: TomlFile, number: int, entry: _Entry, files: Iterable[str], known: list[str]) -> None:
    if entry.file not in files:
        raise file.error(("wrong", number, "file"), f"there is no file {entry.file!r} in wrong/")
    if entry.kind not in KINDS:
        raise file.error(("wrong", number, "kind"), f"there is no kind {entry.kind!r}; {nearest(entry.kind, KINDS)}")
    if not entry.mistakes:
        raise file.error(("wrong", number, "mistakes"), "what is wrong has to be said")
    if len(entry.expected) != len(entry.mistakes):
        problem = f"{len(entry.mistakes)} lists are due, one for each mistake, and not {len(entry.expected)}"
        raise file.error(("wrong", number, "expected"), problem)
    for name in itertools.chain.from_iterable(entry.expected):
        if name not in known:
            raise file.error(("wrong", number, "expected"), f"there is no mistake {name!r}; {nearest(name, known)}")


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix in SUFFIXES)
