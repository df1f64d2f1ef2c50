"""What is handed in: a learner's files as texts, by their names, without what no judge reads.

Of a notebook, that is its cells of code, each in its place, so that it is read back as what it was: no pictures, no
outputs. So it is the same text when it has been run again.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from ..boundary.program import Parts, Program
from ..errors import UsageError
from ..finding.submission import Submission, of_learner
from ..reading.programs import UnreadableError, program_at
from ..reading.texts import text_in
from ..text.source import NOTEBOOK, NotebookError, code_cells
from ..translation import say

MOST = 1 << 20  # bytes of all files together
MOST_FILES = 64


def files_of(submission: Submission, katas: Iterable[str]) -> dict[str, str]:
    """The files of a submission: its own, what that imports, and the learner's others for katas as far as they fit.

    Args:
        katas: the ids of all katas.

    Raises:
        UsageError: it cannot be read, or is too large.
    """
    assert submission.path is not None
    try:
        program = program_at(submission.path, submission.kata, submission.siblings)
        own = {submission.path.name: _text(submission.path)}
    except UnreadableError as error:
        raise UsageError(str(error)) from None
    imported = [name for name, _ in (*program.siblings, *program.notebooks)]
    beside = list(_beside(submission.path.parent, [*imported, *katas], submission.kata))
    needed = {path.name: text for name, path, text in beside if name in imported}
    return _fitting({**own, **needed}, {path.name: text for name, path, text in beside if name not in imported})


def files_of_session(program: Program) -> dict[str, str]:
    """The files of what a notebook's session has defined: its cells are numbered as they follow each other.

    Raises:
        UsageError: they are too large.
    """
    cells = dict(enumerate((text for _, text in program.parts), 1))
    notebooks = {f"{name}{NOTEBOOK}": _notebook(_numbered(parts)) for name, parts in program.notebooks}
    modules = {f"{name}.py": text for name, text in program.siblings}
    return _fitting({f"{program.name}{NOTEBOOK}": _notebook(cells), **notebooks, **modules}, {})


def relabelled(text: str, program: Program) -> str:
    """What is said of such a session, with its cells called what the session calls them."""
    labels = [label for label, _ in program.parts]
    called = re.compile(rf"( *)\b{re.escape(program.name + NOTEBOOK)},([ \n]+)cell([ \n]+)(\d+)\b")

    def label(found: re.Match[str]) -> str:
        lead, *gaps, digits = found.groups()
        number = int(digits) if len(digits) < 6 else 0
        if not 0 < number <= len(labels):
            return found[0]
        gap = next((gap for gap in gaps if "\n" in gap), lead)  # where a line ended, one ends
        return f"{gap}{labels[number - 1]}"

    return called.sub(label, text)


def _beside(folder: Path, names: Sequence[str], kata: str) -> Iterator[tuple[str, Path, str]]:
    """The files in a folder that count for these names and can be read: the name, the path, the text."""
    others = [name for name in dict.fromkeys(names) if name != kata]
    for each in of_learner(folder, others, others):
        with contextlib.suppress(UnreadableError, NotebookError):
            if each.path is not None:
                yield each.kata, each.path, _text(each.path)


def _text(path: Path) -> str:
    text = text_in(path)
    if path.suffix != NOTEBOOK:
        return text
    return _notebook({cell.number: cell.source for cell in code_cells(text, NOTEBOOK)})


def _numbered(parts: Parts) -> dict[int, str]:
    """The cells of a notebook by the numbers in their labels."""
    return {int(label.rpartition(", cell ")[2]): text for label, text in parts}


def _notebook(sources: Mapping[int, str]) -> str:
    """A notebook with these cells of code, by their places in it; in every other place is an empty cell of words."""
    last = max(sources, default=0)
    cells = [_code(sources[number]) if number in sources else _WORDS for number in range(1, last + 1)]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}, ensure_ascii=False)


_WORDS = {"cell_type": "markdown", "metadata": {}, "source": ""}


def _code(source: str) -> dict[str, object]:
    return {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": source}


def _fitting(needed: Mapping[str, str], others: Mapping[str, str]) -> dict[str, str]:
    found, room = dict(needed), MOST - sum(map(_size, needed.values()))
    if room < 0:
        words = "{files} are too large together for a room: more than {number} MB"
        raise UsageError(say(words, files=", ".join(needed), number=MOST >> 20))
    for name, text in others.items():
        if _size(text) <= room and len(found) < MOST_FILES:
            found[name] = text
            room -= _size(text)
    return found


def _size(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))
