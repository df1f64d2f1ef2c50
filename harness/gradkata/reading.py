"""A learner's code as a program to load: from a file, a notebook or a string, with the files beside it.

Nothing of a learner's is executed, imported or parsed as Python here, and links are not followed.
"""

from __future__ import annotations

import codecs
import re
import stat
from collections.abc import Iterable
from pathlib import Path

from .boundary.program import Parts, Program
from .boundary.sanitizing import clean
from .kata import Kata
from .source import NOTEBOOK, NotebookError, code_cells

MAX_FILE = 16 << 20  # bytes; a notebook with pictures in it is large, but not larger
MAX_SOURCE = 1 << 19  # characters of code that one submission may have
MAX_SIBLINGS = 50
COOKIE = re.compile(rb"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")


class UnreadableError(Exception):
    """A submission is no text, or no notebook; the message says so to its learner."""


def program_of(name: str, text: str, suffix: str = ".py", siblings: Parts = ()) -> Program:
    """A program made of a text, such as a cell, a mutant, or what was typed into a page.

    Args:
        name: the kata's id.
        text: the code; for the suffix ``.ipynb`` the JSON of a notebook.
        siblings: names and texts of the learner's other modules.

    Raises:
        UnreadableError: the text is no notebook, or too long.
    """
    return Program(name, _parts(text, f"{name}{suffix}"), siblings, suffix == NOTEBOOK)


def program_at(path: Path, name: str) -> Program:
    """The program in a file, with the files beside it.

    Raises:
        UnreadableError: the file is no text, or no notebook.
    """
    return Program(name, parts_at(path), _siblings(path), path.suffix == NOTEBOOK)


def parts_at(path: Path) -> Parts:
    """The labelled pieces of code in a file.

    Raises:
        UnreadableError: the file is no text, or no notebook.
    """
    return _parts(_text(path), path.name)


def beside(program: Program, name: str) -> Program:
    """The module ``name`` beside a program, as a program of its own, with the other one among its siblings."""
    siblings = dict(program.siblings)
    parts = ((f"{name}.py", siblings.pop(name)),)
    if not program.is_notebook:  # which nothing can import
        siblings[program.name] = program.parts[0][1]
    return Program(name, parts, tuple(sorted(siblings.items())))


def is_stub(program: Program, kata: Kata) -> bool:
    """Whether a submission is the stub as handed out; comments, blank lines and line ends do not count."""
    return _essence(source for _, source in program.parts) == _essence(source for _, source in parts_at(kata.stub))


def _essence(sources: Iterable[str]) -> list[str]:
    lines = (line.rstrip() for source in sources for line in source.splitlines())
    return [line for line in lines if line and not line.lstrip().startswith("#")]


def _parts(text: str, filename: str) -> Parts:
    try:
        cells = code_cells(text, Path(filename).suffix)
    except NotebookError as error:
        raise UnreadableError(f"{filename} {error}. Save it again from Jupyter, or hand in a .py file.") from None
    label = clean(filename)
    found = tuple((f"{label}, cell {cell.number}" if cell.number else label, cell.python) for cell in cells)
    if sum(len(source) for _, source in found) > MAX_SOURCE:
        raise UnreadableError(f"{filename} holds more code than any kata needs: over {MAX_SOURCE:,} characters.")
    return found


def _siblings(path: Path) -> Parts:
    """The other Python files in the learner's folder that can be read; one that cannot is missing for its importer."""
    found: list[tuple[str, str]] = []
    for other in sorted(path.parent.glob("*.py")):
        if len(found) == MAX_SIBLINGS:
            break
        if other.stem == path.stem or not other.stem.isidentifier() or not is_file(other):
            continue
        try:
            text = _text(other)
        except UnreadableError:
            continue
        if sum(len(source) for _, source in found) + len(text) <= MAX_SOURCE:
            found.append((other.stem, text))
    return tuple(found)


def is_file(path: Path) -> bool:
    """Whether there is a plain file, and no link, at ``path``."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def _text(path: Path) -> str:
    """The text of a file: UTF-8, with a byte-order mark or not, or what its first lines declare."""
    name = path.name
    try:
        if path.stat().st_size > MAX_FILE:
            raise UnreadableError(f"{name} is larger than {MAX_FILE >> 20} MB: hand in the code without its data.")
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableError(f"{name} cannot be read: {error.strerror}.") from None
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise UnreadableError(f"{name} is saved as UTF-16. Save it as UTF-8 and hand it in again.")
    if (at := data.find(b"\0")) >= 0:
        line = data.count(b"\n", 0, at) + 1
        raise UnreadableError(f"{name} has null bytes in it (line {line}), so it is no plain text. Save it as UTF-8.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        declared = _declared(data)
        if declared is not None:
            return declared
        line = data.count(b"\n", 0, error.start) + 1
        byte = f"byte 0x{data[error.start]:02x}"
        raise UnreadableError(f"{name} is not UTF-8 text ({byte} in line {line}). Save it as UTF-8.") from None


def _declared(data: bytes) -> str | None:
    for line in data.splitlines()[:2]:
        if match := COOKIE.match(line):
            try:
                encoding = codecs.lookup(match[1].decode("ascii")).name
                return data.decode(encoding) if encoding in ("iso8859-1", "iso8859-15", "cp1252") else None
            except (LookupError, UnicodeDecodeError):
                return None
    return None
