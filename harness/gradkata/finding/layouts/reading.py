"""A folder read as a platform lays it out: which platform's it is, and what each learner handed in."""

from __future__ import annotations

import collections
import dataclasses
import datetime
import functools
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from ...boundary.sanitizing import clean
from ...errors import UsageError
from ...translation import say, say_many
from ..archives import ArchiveError, is_archive, unpack
from ..folders import Folder
from ..naming import distinct
from ..submission import Found, Submission, choose_all, gives
from . import Export, Layout, Learner
from .parts import Together, entries, folder_of

AUTO, FOLDERS = "auto", "folders"
DEPTH = 3  # folders that hold nothing but one more: zip files are made so


@dataclasses.dataclass(frozen=True)
class Opened:
    """An export, with whatever its learners had packed unpacked.

    Attributes:
        learners: each with the one folder that is looked through.
        remarks: what whoever grades should know.
    """

    layout: Layout
    learners: Sequence[tuple[Learner, Folder]]
    remarks: Sequence[str]


def opened(
    root: Path, layouts: Mapping[str, Layout], asked: str, katas: Sequence[str], scratch: Path, *, lms: bool = False
) -> Opened | None:
    """The export in a folder, or in the only folder that it holds; None if it is to be read as plain folders.

    Args:
        asked: the name of a layout, `AUTO` or `FOLDERS`.
        lms: whether names are taken that browsers make, whatever the layout.
        scratch: a folder for what is unpacked, which is made if need be.

    Raises:
        UsageError: it is not laid out as asked, or cannot be read.
    """
    if asked == FOLDERS or not root.is_dir():
        return None
    if lms:
        layouts = {name: dataclasses.replace(each, renames=True) for name, each in layouts.items()}
    if asked != AUTO:
        return _as_asked(root, layouts[asked], katas, scratch)
    if (found := recognized(root, layouts, katas)) is None:
        return None
    folder, layout = found
    export = layout.export(folder, katas)
    return _unpacked(layout, export, katas, scratch, [_recognized(folder, layout, len(export.learners))])


def recognized(root: Path, layouts: Mapping[str, Layout], katas: Sequence[str]) -> tuple[Path, Layout] | None:
    """The layout that a folder has beyond doubt, or the only folder in it, and that folder; None if there is none."""
    found = ((folder, layout) for folder in _descent(root) for layout in layouts.values())
    return next((each for each in found if each[1].is_that_of(each[0], katas)), None)


def found_in(export: Opened, known: Sequence[str], wanted: Sequence[str], path: Path) -> Found:
    """The submissions in an export, for each learner and each kata asked for.

    Without ``wanted``, the katas asked for are those that anyone in it handed in.

    Raises:
        UsageError: there is nothing to grade.
    """
    lms, folders = export.layout.renames, [folder for _, folder in export.learners]
    wanted = wanted or [kata for kata in known if any(gives(each, kata, lms=lms) for each in folders)]
    if not wanted:
        words = "nothing to grade in {path}: nobody in it handed in a file named for a kata"
        raise UsageError(say(words, path=path))
    names = distinct(_names([learner for learner, _ in export.learners]))
    found: list[Submission] = []
    for (learner, folder), name in zip(export.learners, names, strict=True):
        for each in choose_all([folder], [name], wanted, lms=lms):
            saved = learner.saved_at(each.path) if each.path else None
            found.append(dataclasses.replace(each, who=learner.who, handed_in=saved))
    return Found(found, [])


def _recognized(folder: Path, layout: Layout, number: int) -> str:
    one = "Remark: {path} is read as {title} lays it out, with {number} learner; --layout folders takes plain folders"
    many = "Remark: {path} is read as {title} lays it out, with {number} learners; --layout folders takes plain folders"
    return say_many(one, many, number, path=clean(str(folder), 1000), title=layout.title)


def _as_asked(root: Path, layout: Layout, katas: Sequence[str], scratch: Path) -> Opened:
    for folder in _descent(root):
        export = layout.export(folder, katas)
        if export.learners:
            return _unpacked(layout, export, katas, scratch, [])
    words = "{path} is not laid out as {title} does it: leave out --layout, or name what was downloaded there"
    raise UsageError(say(words, path=root, title=layout.title))


def _descent(root: Path) -> Iterator[Path]:
    """The folder, and while there is nothing in it but one more, that one."""
    for _ in range(DEPTH):
        yield root
        inner = entries(root)
        if len(inner) != 1 or not inner[0].is_dir(follow_symlinks=False):
            return
        root = Path(inner[0].path)


def _unpacked(layout: Layout, export: Export, katas: Sequence[str], scratch: Path, remarks: list[str]) -> Opened:
    """The export with the zip files of those learners who handed in nothing else that is for a kata."""
    remarks += export.remarks
    learners: list[tuple[Learner, Folder]] = []
    others: list[str] = []
    for number, learner in enumerate(export.learners):
        folder = _one(learner, katas)
        holds = functools.partial(_is_work, katas=katas, lms=layout.renames)
        if not holds(folder) and (inner := _out_of_archive(folder, katas, scratch / str(number), remarks)):
            folder, learner = inner, dataclasses.replace(learner, saved=_moved(learner, inner))
        learners.append((learner, folder))
        if not folder.problem and not holds(folder) and (files := folder.all_files()):
            others.append(f"{learner.who.shown} ({', '.join(path.name for path in files[:3])})")
    if others:
        words = "Remark: what these handed in is named for no kata: {names}"
        remarks.append(say(words, names=", ".join(clean(each, 200) for each in others)))
    return Opened(layout, learners, remarks)


def _one(learner: Learner, katas: Sequence[str]) -> Folder:
    if len(learner.folders) == 1:
        return learner.folders[0]
    return Together(learner.who.shown, katas, learner.folders)


def _is_work(folder: Folder, *, katas: Sequence[str], lms: bool) -> bool:
    return any(gives(folder, kata, lms=lms) for kata in katas)


def _out_of_archive(folder: Folder, katas: Sequence[str], scratch: Path, remarks: list[str]) -> Folder | None:
    """The newest zip file in a learner's folder, unpacked; None without one."""
    archives = [] if folder.problem else [path for path in folder.all_files() if is_archive(path)]
    if not archives:
        return None
    newest = max(archives, key=lambda path: path.stat().st_mtime)
    scratch.parent.mkdir(parents=True, exist_ok=True)
    try:
        remarks += unpack(newest, scratch)
    except ArchiveError as error:
        return Folder(scratch, folder.name, katas, str(error))
    *_, inner = _descent(scratch)
    return folder_of(inner, folder.name, katas)


def _moved(learner: Learner, folder: Folder) -> dict[Path, datetime.datetime]:
    """What was in a zip file was handed in when that was."""
    times = list(learner.saved.values())
    return {folder.path: max(times)} if times else {}


def _names(learners: Sequence[Learner]) -> list[str]:
    """The learners' names; those of one name are told apart by what else the platform says of them."""
    shown = [each.who.shown for each in learners]
    counts = collections.Counter(shown)
    return [
        f"{name} ({each.who.mark})" if counts[name] > 1 and each.who.mark else name
        for name, each in zip(shown, learners, strict=True)
    ]
