"""Lines of solutions in what is handed out: there must be none."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from ..errors import UsageError
from ..explaining.mistakes import load_mistakes
from ..kata import Kata
from ..text.source import code_of
from ..translation import say

MEANINGLESS = re.compile(r"}  # fmt: skip|raise \w+")  # what any code may have
SHORT = 12  # characters of a line that may stand anywhere: `loss = 0.0`, `import math`


def lines_of(kata: Kata) -> set[str]:
    """The lines of a kata's reference."""
    return _long(line for cell in code_of(kata.reference) for line in cell.source.splitlines())


def edits_of(kata: Kata) -> set[str]:
    """The lines that make a reference wrong."""
    edits = (edit for mistake in load_mistakes(kata) for edit in mistake.edits)
    return _long(line for edit in edits for line in edit.replace.splitlines())


def leaks(files: Mapping[str, bytes], katas: Sequence[Kata]) -> Iterator[tuple[str, str]]:
    """The files, those in archives included, in which a line of a reference stands, or what makes one wrong.

    What learners begin with, and the tasks, may have such lines: whatever they say is handed out on purpose. What makes
    a reference wrong is often a few words that any code may have, so it counts as a whole line.
    """
    known = [kata for kata in katas if kata.has_reference]  # in a kit there is nothing that could be given away
    if not known:
        return
    given = "\n".join(path.read_text("utf-8") for kata in katas for path in _given(kata))
    lines = [line.encode() for kata in known for line in lines_of(kata) if line not in given]
    edits = {line.encode() for kata in known for line in edits_of(kata) if line not in given}
    for name, data in _unpacked(files):
        found = {line for line in lines if line in data} | ({each.strip() for each in data.splitlines()} & edits)
        yield from ((name, line.decode()) for line in sorted(found))


def check_for_leaks(files: Mapping[str, bytes], katas: Sequence[Kata]) -> None:
    """See to it that nothing that is handed out gives a solution away.

    Raises:
        UsageError: a line of one would be in it; the message says where.
    """
    for path, line in leaks(files, katas):
        words = "{file} would hand out a line of a solution: {line!r}; change that file, or the solution"
        raise UsageError(say(words, file=path, line=line))


def _long(lines: Iterable[str]) -> set[str]:
    stripped = {line.strip() for line in lines}
    return {line for line in stripped if len(line) > SHORT and not MEANINGLESS.fullmatch(line)}


def _given(kata: Kata) -> Iterator[Path]:
    yield kata.stub
    yield from kata.folder.glob("README*.md")


def _unpacked(files: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """All files, and in place of archives what is in them."""
    for name, data in files.items():
        if not zipfile.is_zipfile(io.BytesIO(data)):
            yield name, data
            continue
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield from _unpacked({f"{name}/{each}": archive.read(each) for each in archive.namelist()})
