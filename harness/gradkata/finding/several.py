"""Several paths that are graded as one class: files, learners' folders, classes, and zip files of any of these."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from ..errors import UsageError
from ..translation import say
from .archives import ArchiveError, inside, is_archive, unpack
from .layouts import Layout
from .layouts.reading import AUTO, FOLDERS, Opened, found_in, opened, recognized
from .naming import distinct, shown
from .submission import Found, Submission, survey


@dataclasses.dataclass(frozen=True)
class _Place:
    """What somebody named.

    Attributes:
        path: as it was named.
        folder: where it is, which of a zip file is where it was unpacked.
        problem: why nothing in it can be seen; often empty.
        root: all that was unpacked, if anything was.
        export: what is in it, if it is laid out as a platform does it.
        seems: the title of the platform that lays it out so, where that is not believed; often empty.
    """

    path: Path
    folder: Path
    problem: str = ""
    root: Path | None = None
    export: Opened | None = None
    seems: str = ""


def survey_all(
    paths: Sequence[Path], katas: Iterable[str], asked: Iterable[str] = (), *, lms: bool = False, scratch: Path,
    layouts: Mapping[str, Layout] | None = None, layout: str = AUTO,
) -> Found:  # fmt: skip
    """The submissions in several paths, as `survey` finds them in each.

    Without ``asked``, the katas asked for are those that anyone handed in, whatever path they are in; of a path that is
    one file, its own. A zip file that cannot be unpacked is a learner whose results say so.

    Args:
        scratch: a folder for what is unpacked, which lasts as long as the submissions.
        layouts: those that platforms have, by name, and ``layout``: which one to take, or ``auto``, or ``folders``.

    Raises:
        UsageError: there is nothing to grade in one of them.
    """
    known, wanted, remarks = list(katas), list(dict.fromkeys(asked)), list[str]()
    places = [_opened(path, scratch / str(number), remarks) for number, path in enumerate(paths)]
    if layouts and layout != FOLDERS:
        places = _doubted(places, layouts, known, remarks) if layout == AUTO else places
        places = [
            _laid_out(each, layouts, layout, known, scratch / f"{number}-inner", remarks, lms=lms)
            for number, each in enumerate(places)
        ]
    found = [_found(each, known, wanted, lms=lms) for each in places]
    if not wanted and len(places) > 1:
        handed_in = {each.kata for one in found for each in one.submissions}
        wanted = [kata for kata in known if kata in handed_in]
        found = [
            one if each.problem or each.folder.is_file() else _found(each, known, wanted, lms=lms)
            for each, one in zip(places, found, strict=True)
        ]
    for number, each in enumerate(places):
        if each.problem:
            found[number] = Found(_unseen(each, wanted), [])
    remarks += [remark for one in found for remark in one.remarks]
    return Found(_named([one.submissions for one in found], places), remarks)


def _opened(path: Path, scratch: Path, remarks: list[str]) -> _Place:
    if not is_archive(path):
        return _Place(path, path)
    scratch.mkdir()
    folder = scratch / (path.stem if path.stem.strip(" .") else "class")
    try:
        remarks += unpack(path, folder)
    except ArchiveError as error:
        return _Place(path, folder, str(error))
    return _Place(path, inside(folder), root=folder)


def _doubted(
    places: Sequence[_Place], layouts: Mapping[str, Layout], known: list[str], remarks: list[str]
) -> list[_Place]:
    """The places, of which either all are believed to be exports or none.

    Beside a plain folder, what looks like an export may be a learner's, who calls themselves what they like in it.
    """
    found = [_recognized(each, layouts, known) for each in places]
    if all(found) or not any(found):
        return list(places)
    words = (
        "Remark: {path} is laid out as {title} does it, but not all that is graded here: it is read as plain folders"
    )
    remarks += [
        say(words, path=place.path, title=layout.title) for place, layout in zip(places, found, strict=True) if layout
    ]
    return [
        dataclasses.replace(each, seems=layout.title if layout else "")
        for each, layout in zip(places, found, strict=True)
    ]


def _recognized(place: _Place, layouts: Mapping[str, Layout], known: list[str]) -> Layout | None:
    folder = place.root or place.folder
    if place.problem or not folder.is_dir():
        return None
    found = recognized(folder.resolve(), layouts, known)
    return found[1] if found else None


def _laid_out(
    place: _Place, layouts: Mapping[str, Layout], layout: str, known: list[str], scratch: Path, remarks: list[str],
    *, lms: bool,
) -> _Place:  # fmt: skip
    """The place with what is in it, if it is laid out as a platform does it."""
    root = place.folder
    if place.problem or place.seems or (layout == AUTO and not root.is_dir()):
        return place
    if root.is_file():
        raise UsageError(say("{path} is one file: --layout is for what a platform hands out", path=place.path))
    whole = dataclasses.replace(place, folder=place.root or root)
    try:
        export = opened(whole.folder.resolve(), layouts, layout, known, scratch, lms=lms)
    except UsageError as error:
        raise UsageError(_by_name(str(error), whole)) from None
    if export is None:
        return place
    remarks += [_by_name(each, whole) for each in export.remarks]
    return dataclasses.replace(whole, export=export)


def _found(place: _Place, known: list[str], wanted: list[str], *, lms: bool) -> Found:
    """What `survey` finds, which speaks of a zip file by its own name."""
    if place.problem:
        return Found([], [])
    if place.export is not None:
        return found_in(place.export, known, wanted, place.path)
    try:
        found = survey(place.folder, known, wanted, lms=lms)
    except UsageError as error:
        said = _by_name(str(error), place)
        words = "{problem}; it is laid out as {title} does it: grade it apart from what is not"
        raise UsageError(say(words, problem=said, title=place.seems) if place.seems else said) from None
    return Found(found.submissions, [_by_name(remark, place) for remark in found.remarks])


def _by_name(text: str, place: _Place) -> str:
    return text.replace(str(place.folder.resolve()), str(place.path)).replace(str(place.folder), str(place.path))


def _unseen(place: _Place, wanted: Sequence[str]) -> list[Submission]:
    """The learner of a zip file that cannot be unpacked.

    Raises:
        UsageError: nobody knows what was asked for.
    """
    if not wanted:
        raise UsageError(place.problem)
    return [Submission(shown(place.path.stem), kata, None, place.problem) for kata in wanted]


def _named(found: Sequence[Sequence[Submission]], places: Sequence[_Place]) -> list[Submission]:
    """All submissions, each once, with a name of their own for learners of one name in different places."""
    learners: dict[tuple[str, str], None] = {}
    homes = [_home(each) for each in places]
    for own, home in zip(found, homes, strict=True):
        learners.update(dict.fromkeys((each.learner, home) for each in own))
    names = dict(zip(learners, distinct([learner for learner, _ in learners]), strict=True))
    named = {
        (names[each.learner, home], each.kata): dataclasses.replace(each, learner=names[each.learner, home])
        for own, home in zip(found, homes, strict=True) for each in own
    }  # fmt: skip
    return list(named.values())


def _home(place: _Place) -> str:
    """What tells learners of one name apart: files in one folder are one learner's."""
    folder = place.folder.resolve()
    return str(folder.parent if folder.is_file() else folder)
