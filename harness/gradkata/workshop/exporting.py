"""What is left after a workshop: its gradebook, a report, a page for each learner, and all that was handed in."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Mapping
from pathlib import Path

from ..errors import UsageError
from ..feedback import Feedback, file_names
from ..gradebook.book import Gradebook
from ..gradebook.policy import NEVER, counting, grading
from ..kata import Kata
from ..reports import ReportFormat
from ..results import Grading
from ..translation import say
from .files import GRADEBOOK, RECORDS
from .jobs import put
from .records import Records

CLASS, FEEDBACK, REPORTS = "class", "feedback", {"html": "report.html", "csv": "report.csv"}
NAMES = "names.json"  # where a folder cannot be called as its learner is


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
            _write_class(folder / RECORDS, into / CLASS)
            written.append(f"{CLASS}/")
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
    with contextlib.closing(sqlite3.connect(book)) as found, contextlib.closing(sqlite3.connect(to)) as copy:
        found.backup(copy)


def _write_class(records: Path, into: Path) -> None:
    """The last files of each learner, as `kata grade` takes a class."""
    newest: dict[str, dict[str, str]] = {}
    with Records(records) as found:
        for each in found.all():
            newest.setdefault(each.learner, {}).update(each.files)
    into.mkdir()
    names = {learner: Path(name).stem for learner, name in file_names(newest).items()}
    for learner, files in newest.items():
        (into / names[learner]).mkdir()
        put(files, into / names[learner])
    others = {name: learner for learner, name in names.items() if name != learner}
    if others:
        (into.parent / NAMES).write_text(json.dumps(others, ensure_ascii=False, indent=1) + "\n", "utf-8")


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
