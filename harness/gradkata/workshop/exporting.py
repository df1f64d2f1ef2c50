"""What is left after a workshop: its gradebook, what was handed in, a report, a page for each learner."""

from __future__ import annotations

import contextlib
import json
import re
import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path

from ..errors import UsageError
from ..feedback import TAKEN_BY_WINDOWS, Feedback, file_names
from ..finding.folders import WORK
from ..finding.naming import shown
from ..gradebook.book import Gradebook
from ..gradebook.opening import told
from ..gradebook.policy import NEVER, counting, grading
from ..kata import Kata
from ..reports import ReportFormat
from ..results import Grading
from ..translation import say
from .files import GRADEBOOK, RECORDS
from .jobs import judged_files, put
from .records import Records

CLASS, FEEDBACK, REPORTS = "class", "feedback", {"html": "report.html", "csv": "report.csv"}
NAMES = "names.json"  # where a folder cannot be called as its learner is
# No folder's on some system, or none that `kata grade` takes for a learner's.
UNFIT = re.compile(r'[<>:"/\\|?*]|\A(?:\.|__)|[. ]\Z|\.(?:py|ipynb)\Z')


def export(folder: Path, into: Path, katas: Mapping[str, Kata], formats: Mapping[str, ReportFormat]) -> list[str]:
    """Write all that a workshop keeps into a folder that is empty or not there yet; give the names of what is in it.

    Raises:
        UsageError: it cannot be written, or holds something.
    """
    _make(into)
    written = []
    with Gradebook.reading(folder / GRADEBOOK) as book:
        attempts = counting(book.heads(), list(katas))
        graded = grading(attempts, book.whole, NEVER) if attempts else None
    try:
        _copy(folder / GRADEBOOK, into / GRADEBOOK)
        written.append(GRADEBOOK)
        if (folder / RECORDS).is_file():
            written += _write_class(folder / RECORDS, into, list(katas))
        if graded is not None:
            written += _write_reports(graded, into, formats)
    except OSError as error:
        raise _not_written(into, error) from None
    return written


def _make(into: Path) -> None:
    try:
        into.mkdir(mode=0o700, parents=True, exist_ok=True)
        if any(into.iterdir()):
            raise UsageError(say("{folder} is not empty: name a new folder, or an empty one", folder=into))
    except OSError as error:
        raise _not_written(into, error) from None


def _copy(book: Path, to: Path) -> None:
    """A copy of a gradebook that is whole, even if it is written meanwhile."""
    with told(to), contextlib.closing(sqlite3.connect(book)) as found, contextlib.closing(sqlite3.connect(to)) as copy:
        found.backup(copy)


def _write_class(records: Path, into: Path, katas: list[str]) -> list[str]:
    """What each learner has handed in last, as `kata grade` takes a class; give the names of what is in ``into`` now.

    What they sent along and nothing imports is left out: it has not been handed in.
    """
    (into / CLASS).mkdir()
    with Records(records) as found:
        names = folders(found.authors())
        for each in found.last():
            folder = into / CLASS / names[each.learner]
            folder.mkdir(exist_ok=True)
            put(judged_files(each, katas), folder, each.time)
    others = {name: learner for learner, name in names.items() if name != learner}
    if not others:
        return [f"{CLASS}/"]
    (into / NAMES).write_text(json.dumps(others, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return [f"{CLASS}/", NAMES]


def folders(learners: Iterable[str]) -> dict[str, str]:
    """A folder's name for each learner: their own, by which a gradebook knows them, wherever a folder can have it."""
    learners = list(learners)
    names = {each: each for each in learners if not _is_unfit(each)}
    taken = set(map(str.casefold, names))
    for learner, name in file_names(each for each in learners if each not in names).items():
        free = Path(name).stem
        while free.casefold() in taken or _is_unfit(free):
            free += "_"
        taken.add(free.casefold())
        names[learner] = free
    return names


def _is_unfit(name: str) -> bool:
    """Whether a folder cannot have this name, or is not taken for that of a learner who is called so."""
    is_special = TAKEN_BY_WINDOWS.fullmatch(name) or name.casefold() == WORK
    return bool(UNFIT.search(name) or is_special or shown(name) != name)


def _write_reports(graded: Grading, into: Path, formats: Mapping[str, ReportFormat]) -> list[str]:
    written = []
    for form, name in REPORTS.items():
        report = formats[form](graded)
        (into / name).write_bytes(report.encode("utf-8", "replace") if isinstance(report, str) else report)
        written.append(name)
    Feedback(into / FEEDBACK, [], dict.fromkeys(each.learner for each in graded.results)).deliver(graded)
    return [*written, f"{FEEDBACK}/"]


def _not_written(path: Path, error: OSError) -> UsageError:
    return UsageError(say("{path} cannot be written ({reason})", path=error.filename or path, reason=error.strerror))
