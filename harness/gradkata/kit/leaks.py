"""Lines of solutions in what is handed out: there must be none."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping

from ..explaining.mistakes import load_mistakes
from ..kata import Kata
from ..text.source import code_of

SHORT = 12  # characters of a line that may stand anywhere: `loss = 0.0`, `import math`


def secrets_of(kata: Kata) -> set[str]:
    """The lines of a kata's reference, and of its mistakes' edits, that are in none of what its learner is given."""
    given = kata.stub.read_text("utf-8") + kata.readme.read_text("utf-8")
    solution = [line for cell in code_of(kata.reference) for line in cell.source.splitlines()]
    edits = [line for each in load_mistakes(kata) for edit in each.edits for line in edit.replace.splitlines()]
    lines = {line.strip() for line in (*solution, *edits)}
    return {line for line in lines if len(line) > SHORT and line not in given}


def leaks(files: Mapping[str, bytes], katas: Iterable[Kata]) -> Iterator[tuple[str, str]]:
    """The files, those in archives included, in which a secret line stands: as a line of its own, or a text in one."""
    lines = {line.encode() for kata in katas for line in secrets_of(kata)}
    for name, data in _unpacked(files):
        found = {each.strip().strip(b"\"',") for each in data.replace(b"\\n", b"\n").splitlines()} & lines
        yield from ((name, line.decode()) for line in sorted(found))


def _unpacked(files: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """All files, and in place of archives what is in them."""
    for name, data in files.items():
        if not zipfile.is_zipfile(io.BytesIO(data)):
            yield name, data
            continue
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield from _unpacked({f"{name}/{each}": archive.read(each) for each in archive.namelist()})
