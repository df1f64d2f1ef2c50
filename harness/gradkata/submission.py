"""What was handed in: from a path to each learner's file for each kata. Links are not followed."""

from __future__ import annotations

import dataclasses
import stat
from collections.abc import Iterable
from pathlib import Path

from .boundary.sanitizing import clean
from .errors import UsageError
from .kata import SUFFIXES
from .reading import is_file


@dataclasses.dataclass(frozen=True)
class Submission:
    """One learner's work on one kata.

    Attributes:
        path: the file handed in; None if there is none.
        remark: what the learner should know about how it was found; often empty.
    """

    learner: str
    kata: str
    path: Path | None
    remark: str = ""


def find(path: Path, katas: Iterable[str], asked: Iterable[str] = ()) -> list[Submission]:
    """The submissions in a file, a learner's folder or a class, for each learner and each kata asked for.

    Without ``asked``, the katas asked for are those that anyone in ``path`` handed in.

    Raises:
        UsageError: there is nothing to grade; the message says what was expected.
    """
    known, wanted = list(katas), list(dict.fromkeys(asked))
    if not path.exists():
        raise UsageError(f"there is no file or folder {path}")
    if path.is_file():
        return [_single(path, known, wanted)]
    folders = _learners(path, known)
    if not wanted:
        wanted = [kata for kata in known if any(_candidates(folder, kata) for folder in folders)]
    if not wanted:
        example = f"{known[0]}.py" if known else "a kata's file"
        raise UsageError(
            f"nothing to grade in {path}: neither the folder nor one of its folders holds a file named for a kata, "
            f"such as {example}"
        )
    names = _distinct([_name(folder) for folder in folders])
    return [_choose(folder, name, kata) for folder, name in zip(folders, names, strict=True) for kata in wanted]


def _single(path: Path, known: list[str], wanted: list[str]) -> Submission:
    learner = _name(path.resolve().parent)
    if path.suffix not in SUFFIXES:
        raise UsageError(f"{path} is neither a .py file nor an .ipynb notebook")
    if len(wanted) == 1:
        return Submission(learner, wanted[0], path)
    if len(wanted) > 1:
        raise UsageError(f"{path} is one file: say with one --kata which kata it is for")
    if path.stem not in known:
        raise UsageError(f"{path} is not named for a kata: rename it, or say with --kata which one it is for")
    return Submission(learner, path.stem, path)


def _learners(path: Path, known: list[str]) -> list[Path]:
    """The learners' folders: ``path`` itself if it holds work, or no folders; else the folders in it."""
    inner = [each for each in sorted(path.iterdir()) if _is_folder(each)]
    if not inner or any(_candidates(path, kata) for kata in known):
        return [path]
    return inner


def _is_folder(path: Path) -> bool:
    return stat.S_ISDIR(path.lstat().st_mode) and not path.name.startswith((".", "__"))


def _candidates(folder: Path, kata: str) -> list[Path]:
    try:
        return [path for suffix in SUFFIXES if is_file(path := folder / f"{kata}{suffix}")]
    except OSError:
        return []


def _choose(folder: Path, learner: str, kata: str) -> Submission:
    found = _candidates(folder, kata)
    if len(found) > 1:
        found.sort(key=lambda path: path.stat().st_mtime_ns)
        older, newer = found[0].name, found[-1].name
        return Submission(learner, kata, found[-1], f"There are both {older} and {newer}; {newer} is newer and counts.")
    if found:
        return Submission(learner, kata, found[0])
    links = [name for suffix in SUFFIXES if (folder / (name := f"{kata}{suffix}")).is_symlink()]
    remark = f"{links[0]} is a link, and links are not followed: hand in the file itself." if links else ""
    return Submission(learner, kata, None, remark)


def _name(folder: Path) -> str:
    return clean(folder.resolve().name, 80) or "learner"


def _distinct(names: list[str]) -> list[str]:
    """Names that differ, though two folders' may be alike once they are fit to print."""
    return [name if names.index(name) == at else f"{name} ({at + 1})" for at, name in enumerate(names)]
