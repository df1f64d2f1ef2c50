"""Files to labelled pieces of code: each opened once, decoded, and taken apart into cells if it is a notebook.

A notebook is one by its name, or by what marimo writes at the top of it.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from pathlib import Path

from ..boundary.program import Parts, file_of
from ..boundary.sanitizing import clean
from ..text import marimo
from ..text.opening import UnreadableError, contents
from ..text.outputs import without_outputs
from ..text.source import NOTEBOOK, Cell, NotebookError, code_cells
from ..translation import say

MAX_NOTEBOOK = 64 << 20  # bytes; a notebook with pictures in it is large, but not larger
MAX_SOURCE = 1 << 19  # characters of code that one submission may have
MAX_MODULE = 4 * MAX_SOURCE  # bytes, of which a character has at most four
COOKIE = re.compile(rb"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")


def is_notebook(path: Path) -> bool:
    """Whether the name of a file says that it is a notebook."""
    return path.suffix.lower() == NOTEBOOK


def are_cells(parts: Parts) -> bool:
    """Whether labelled pieces of code are the cells of a notebook, in whatever file they were."""
    return any(file_of(label) != label for label, _ in parts)


def parts_in(path: Path, called: str = "") -> Parts:
    """The labelled pieces of code in a file, which is no link.

    Args:
        called: what the file is called in labels and errors, in place of its name.

    Raises:
        UnreadableError: the file is no plain file, no text, or no notebook.
    """
    name = called or path.name
    return parts_of(text_in(path, name), name)


def parts_of(text: str, filename: str) -> Parts:
    """The labelled pieces of code in the text of a file.

    Raises:
        UnreadableError: it is no notebook, though its name says so, or too long.
    """
    label, found, room = clean(filename), list[tuple[str, str]](), MAX_SOURCE
    for cell in _cells(text, filename):
        source = cell.python
        found.append((f"{label}, cell {cell.number}" if cell.number else label, source))
        room -= len(source)
        if room < 0:
            words = "{file} holds more code than any kata needs: over {number:,} characters."
            raise UnreadableError(say(words, file=filename, number=MAX_SOURCE))
    return tuple(found)


def _cells(text: str, filename: str) -> Iterable[Cell]:
    suffix = Path(filename).suffix.lower()
    if suffix != NOTEBOOK and marimo.is_marimo(text):
        return (Cell(number, source) for number, source in marimo.cells_of(text))
    try:
        return code_cells(text, suffix)
    except NotebookError as error:
        words = "{file} {problem}. Save it again from Jupyter, or hand in a .py file."
        raise UnreadableError(say(words, file=filename, problem=error)) from None


def text_in(path: Path, called: str = "") -> str:
    """The text of a file, which is no link: UTF-8, with a byte-order mark or not, or what its first lines declare.

    Args:
        called: what the file is called in errors, in place of its name.

    Raises:
        UnreadableError: the file is no plain file, or no text.
    """
    name = called or path.name
    if is_notebook(path):
        return _decoded(name, without_outputs(name, contents(path, MAX_NOTEBOOK)))
    return _decoded(name, contents(path, MAX_MODULE))


def _decoded(name: str, data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise UnreadableError(say("{file} is saved as UTF-16. Save it as UTF-8 and hand it in again.", file=name))
    if (at := data.find(b"\0")) >= 0:
        line = data.count(b"\n", 0, at) + 1
        words = "{file} has null bytes in it (line {line}), so it is no plain text. Save it as UTF-8."
        raise UnreadableError(say(words, file=name, line=line))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        declared = _declared(data)
        if declared is not None:
            return declared
        line = data.count(b"\n", 0, error.start) + 1
        words = "{file} is not UTF-8 text (byte 0x{byte:02x} in line {line}). Save it as UTF-8."
        raise UnreadableError(say(words, file=name, byte=data[error.start], line=line)) from None


def _declared(data: bytes) -> str | None:
    for line in data.splitlines()[:2]:
        if match := COOKIE.match(line):
            try:
                encoding = codecs.lookup(match[1].decode("ascii")).name
                return data.decode(encoding) if encoding in ("iso8859-1", "iso8859-15", "cp1252") else None
            except (LookupError, UnicodeDecodeError):
                return None
    return None
