"""What was handed in: from a path to each learner's file for each kata. Links are not followed."""

from __future__ import annotations

import dataclasses
import datetime
import functools
import os
import stat
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from ..boundary.sanitizing import clean
from ..errors import UsageError
from ..identity import Identity
from ..kata import SUFFIXES
from ..text.opening import UnreadableError
from ..translation import say, say_many
from .filenames import is_notebook_name, meant, upload
from .folders import File, Folder, at_work, learner_at, uploads
from .naming import distinct, shown


@dataclasses.dataclass(frozen=True)
class Submission:
    """One learner's work on one kata.

    Attributes:
        path: the file handed in; None if there is none.
        remark: what the learner should know about how it was found; often empty.
        siblings: the learner's files, by the names that they are imported by; None for those that lie beside it.
        called: what the learner called the file, where a platform calls it otherwise.
    """

    learner: str
    kata: str
    path: Path | None
    remark: str = ""
    siblings: Mapping[str, Path] | None = None
    who: Identity | None = None
    handed_in: datetime.datetime | None = None
    called: str = ""


@dataclasses.dataclass(frozen=True)
class Found:
    """All that was handed in, and what whoever grades it should know about what was not taken for anybody's."""

    submissions: list[Submission]
    remarks: list[str]


def find(path: Path, katas: Iterable[str], asked: Iterable[str] = ()) -> list[Submission]:
    """The submissions that `survey` finds."""
    return survey(path, katas, asked).submissions


def of_learner(folder: Path, katas: Iterable[str], asked: Iterable[str] = ()) -> list[Submission]:
    """The submissions in a folder that is one learner's, whatever folders are in it."""
    known, wanted = list(katas), list(dict.fromkeys(asked))
    folder = folder.resolve()
    owner = Folder(folder, folder.name, known)
    wanted = wanted or [kata for kata in known if owner.holds(kata)]
    return [_choose(owner, shown(owner.name), kata) for kata in wanted]


def nearly_called(folder: Path, katas: Iterable[str], kata: str) -> str:
    """What to say of files in a learner's folder that are nearly called as a kata's is; empty where there are none."""
    folder = folder.resolve()
    return _near(Folder(folder, folder.name, list(katas)).near(kata), kata) if folder.is_dir() else ""


def survey(path: Path, katas: Iterable[str], asked: Iterable[str] = (), *, lms: bool = False) -> Found:
    """The submissions in a file, a learner's folder or a class, for each learner and each kata asked for.

    Without ``asked``, the katas asked for are those that anyone in ``path`` handed in.

    Args:
        lms: whether names are taken that browsers and learning platforms make of a kata's.

    Raises:
        UsageError: there is nothing to grade; the message says what was expected.
    """
    known, wanted = list(katas), list(dict.fromkeys(asked))
    mode = _mode(path)
    if stat.S_ISREG(mode):
        return Found([_single(path, known, wanted, lms=lms)], [])
    if not stat.S_ISDIR(mode):
        raise UsageError(say("{path} is neither a file nor a folder: copy what it gives into a file", path=path))
    return _in_folder(path, known, wanted, lms=lms)


def _mode(path: Path) -> int:
    """What is at a path that somebody typed, who may well mean what a link leads to."""
    try:
        return path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        raise UsageError(say("there is no file or folder {path}", path=path)) from None
    except OSError as error:
        raise _not_read(path, error) from None


def _not_read(path: Path, error: OSError) -> UsageError:
    return UsageError(say("{path} cannot be read: {reason}", path=path, reason=error.strerror))


def _single(path: Path, known: list[str], wanted: list[str], *, lms: bool) -> Submission:
    folder = path.parent.resolve()
    learner, path = shown(folder.name), folder / path.name
    if path.suffix not in SUFFIXES:
        raise UsageError(say("{path} is neither a .py file nor an .ipynb notebook", path=path))
    if len(wanted) > 1:
        raise UsageError(say("{path} is one file: say with one --kata which kata it is for", path=path))
    kata = wanted[0] if wanted else path.stem if path.stem in known else lms and meant(path.name, known)
    if not kata:
        words = "{path} is not named for a kata: rename it, or say with --kata which one it is for"
        raise UsageError(say(words, path=path))
    if path.is_symlink():
        words = "{file} is a link, and links are not followed: hand in the file itself."
        remark = say(words, file=clean(path.name, 100))
        return Submission(learner, kata, None, remark)
    return Submission(learner, kata, path)


def _in_folder(path: Path, known: list[str], wanted: list[str], *, lms: bool) -> Found:
    path = path.resolve()
    entries = _entries(path)
    own = at_work(Folder(path, path.name, known), known)
    inner = [each for entry in entries if (each := learner_at(entry, known))]
    if own.path != path and not any(_holds(each, known, lms=lms) for each in inner if each.path != own.path):
        inner = []  # the other folders of a repository are nobody's work
    flat = uploads(path, (entry.name for entry in entries), known) if lms else []
    holders = [each for each in inner if _holds(each, known, lms=lms)]
    is_own = not flat and _holds(own, known, lms=lms)
    # A learner may keep folders, and a class a stray file: the folders tell which it is.
    is_class = bool(flat) or bool(inner and (not is_own or (holders and len(inner) > 1)))
    learners = [*inner, *flat] if is_class else [own]
    wanted = wanted or [kata for kata in known if any(gives(each, kata, lms=lms) for each in learners)]
    if not wanted:
        raise UsageError(_nothing(path, known, learners, [entry.name for entry in entries]))
    remarks = _remarks(path, known, [entry.name for entry in entries], holders, is_class=is_class, lms=lms)
    return Found(_chosen(learners, wanted, lms=lms), remarks)


def _entries(path: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(path) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        raise _not_read(path, error) from None


def _holds(folder: Folder, katas: Iterable[str], *, lms: bool) -> bool:
    return any(gives(folder, kata, lms=lms) for kata in katas)


def gives(folder: Folder, kata: str, *, lms: bool) -> bool:
    """Whether there is work on the kata in a folder."""
    return folder.holds(kata) or (lms and bool(folder.near(kata)))


def _nothing(path: Path, known: list[str], learners: Sequence[Folder], names: Sequence[str]) -> str:
    lead = say(
        "nothing to grade in {path}: neither the folder nor one of its folders holds a file named for a kata", path=path
    )
    near = [
        file.name if each.path == path else f"{each.name}/{file.name}"
        for each in learners for kata in known for file in each.near(kata)
    ]  # fmt: skip
    near += [name for name in names if upload(name) and meant(name, known)]
    if not near:
        return say("{lead}, such as {file}", lead=lead, file=f"{known[0]}.py" if known else say("a kata's file"))
    words = "{lead}, but there is {file}; --lms takes names as browsers and learning platforms make them"
    return say(words, lead=lead, file=clean(near[0], 200))


def _remarks(
    path: Path, known: list[str], names: Sequence[str], holders: Sequence[Folder], *, is_class: bool, lms: bool
) -> list[str]:
    """What lies in a class beside the learners' folders, or in folders beside a learner's work."""
    right = {f"{kata}{suffix}" for kata in known for suffix in SUFFIXES}
    if is_class:
        left = [name for name in names if name in right or (meant(name, known) and not (lms and upload(name)))]
        words = "{path} lies beside the learners' folders and belongs to nobody: it is not graded"
        return [say(words, path=clean(str(path / name), 300)) for name in left]
    if not holders or lms:
        return []
    words = "{path} is taken for one learner's folder; what lies in folders of it is not graded: {names}"
    names = ", ".join(clean(each.name, 100) for each in holders)
    return [say(words, path=clean(str(path), 300), names=names)]


def _chosen(learners: Sequence[Folder], wanted: Sequence[str], *, lms: bool) -> list[Submission]:
    return choose_all(learners, distinct([each.name for each in learners]), wanted, lms=lms)


def choose_all(
    learners: Sequence[Folder], names: Sequence[str], wanted: Sequence[str], *, lms: bool
) -> list[Submission]:
    """The submissions in learners' folders, called by these names, for each kata asked for."""
    found: list[Submission] = []
    for folder, name in zip(learners, names, strict=True):
        own = [_choose(folder, name, kata, lms=lms) for kata in wanted]
        if lms:
            siblings = folder.modules({each.kata: each.path for each in own if each.path})
            own = [dataclasses.replace(each, siblings=siblings) for each in own]
        found += own
    return found


def _choose(folder: Folder, learner: str, kata: str, *, lms: bool = False) -> Submission:
    try:
        found = folder.right(kata)
    except UnreadableError as error:
        return Submission(learner, kata, None, str(error))
    if lms:
        found += folder.near(kata)
    if not found:
        near = "" if lms else _near(folder.near(kata), kata)
        none = say("There is no {kata}.py and no {kata}.ipynb.", kata=kata)
        return Submission(learner, kata, None, near and f"{none} {near}")
    # Of one age, what is called right goes before what nearly is, and a module before a notebook.
    chosen = max(found, key=lambda each: (each.age, each.is_right, not is_notebook_name(each.name)))
    return Submission(learner, kata, chosen.path, _why(chosen, found, kata), called=chosen.own)


def _why(chosen: File, found: Sequence[File], kata: str) -> str:
    """Why a file counts, where it might not."""
    name = clean(chosen.name, 100)
    if len(found) == 1:
        return "" if chosen.is_right else say("{name} is taken for {file}.", name=name, file=f"{kata}{_suffix(chosen)}")
    names, last = ", ".join(clean(each.name, 100) for each in found[:-1]), clean(found[-1].name, 100)
    if sum(each.age == chosen.age for each in found) > 1:
        two = "There are both {names} and {last}, of one age; {name} counts."
        more = "There are {names} and {last}, of one age; {name} counts."
    else:
        two = "There are both {names} and {last}; {name} is newer and counts."
        more = "There are {names} and {last}; {name} is the newest and counts."
    return say(two if len(found) == 2 else more, names=names, last=last, name=name)


def _near(files: Sequence[File], kata: str) -> str:
    """What to say of files that are nearly called right."""
    if not files:
        return ""
    right = f"{kata}{_suffix(files[0])}"
    names = [f"`{clean(file.name, 100)}`" for file in files[:3]]
    listed = functools.reduce(lambda one, other: say("{names} and {last}", names=one, last=other), names)
    if "/" in files[0].name:
        one = "There is {names}; if it is meant, put it beside the other files as {file}."
        many = "There are {names}; if one of them is meant, put it beside the other files as {file}."
    else:
        one = "There is {names}; if it is meant, rename it to {file}."
        many = "There are {names}; if one of them is meant, rename it to {file}."
    return say_many(one, many, len(files), names=listed, file=right)


def _suffix(file: File) -> str:
    return ".ipynb" if is_notebook_name(file.name) else ".py"
