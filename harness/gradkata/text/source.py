"""The code in the text of a file: a module, or a notebook's code cells, which can be put back changed.

This is the one reader of notebooks. It is fit for the texts of strangers: whatever they hold, there are cells or a
`NotebookError`.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..errors import UsageError
from ..translation import say
from . import ipython
from .ipython import lines_of as lines_of

NOTEBOOK = ".ipynb"


class NotebookError(Exception):
    """A text is no notebook. The message goes on after the file's name: ``is no notebook: it is not JSON (line 3)``."""


@dataclasses.dataclass(frozen=True)
class Cell:
    """A piece of code.

    Attributes:
        number: its place in the notebook as a reader counts, from 1 and with the cells that are no code; 0 for all
            of a module.
        source: its text as it stands there.
    """

    number: int
    source: str

    @property
    def python(self) -> str:
        """The source without what only IPython understands; lines keep their numbers."""
        return ipython.python(self.source) if self.number else self.source

    def where(self, line: int) -> str:
        """What a reader calls a line of it: ``line 3`` of a module, ``cell 5, line 3`` of a notebook."""
        words = "cell {cell}, line {line}" if self.number else "line {line}"
        return say(words, cell=self.number, line=line)


def code_cells(text: str, suffix: str) -> tuple[Cell, ...]:
    """The code in the text of a file whose name ends in ``suffix``.

    Raises:
        NotebookError: the text is no notebook, though the name says so.
    """
    if suffix != NOTEBOOK:
        return (Cell(0, text),)
    numbered = enumerate(_cells(_tree(text)), 1)
    return tuple(Cell(number, _source(cell, number)) for number, cell in numbered if cell.get("cell_type") == "code")


def with_sources(text: str, suffix: str, sources: Mapping[int, str]) -> str:
    """The text of a file with other code in it: ``sources`` for the cells of these numbers.

    Raises:
        NotebookError: the text is no notebook, though the name says so.
    """
    if suffix != NOTEBOOK:
        return sources.get(0, text)
    notebook = _tree(text)
    for number, cell in enumerate(_cells(notebook), 1):
        if number in sources:
            cell[_key(cell)] = sources[number]
    return json.dumps(notebook)


def code_of(path: Path) -> tuple[Cell, ...]:
    """The code in a file that is trusted, such as a stub or a reference.

    Raises:
        UsageError: it is no notebook, though its name says so.
    """
    try:
        return code_cells(path.read_text("utf-8"), path.suffix)
    except NotebookError as error:
        raise UsageError(f"{path} {error}") from None


def _tree(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise NotebookError(say("is no notebook: it is not JSON (line {line})", line=error.lineno)) from None
    except (ValueError, RecursionError):  # a number with thousands of digits; endlessly deep
        raise _no_notebook(say("it has no list of cells")) from None


def _cells(notebook: Any) -> list[dict[str, Any]]:
    """All cells of a notebook; before version 4 of their format, they lay in worksheets."""
    sheets = [notebook] if isinstance(notebook, dict) and "cells" in notebook else _entry(notebook, "worksheets")
    found = [cell for sheet in sheets for cell in _entry(sheet, "cells")] if sheets else None
    if found is None or not all(isinstance(cell, dict) for cell in found):
        raise _no_notebook(say("it has no list of cells"))
    return found


def _entry(table: Any, name: str) -> list[Any]:
    entry = table.get(name) if isinstance(table, dict) else None
    if not isinstance(entry, list):
        raise _no_notebook(say("it has no list of cells"))
    return entry


def _source(cell: dict[str, Any], number: int) -> str:
    source = cell.get(_key(cell), "")
    lines = source if isinstance(source, list) else [source]
    if not all(isinstance(line, str) for line in lines):
        raise _no_notebook(say("the source of cell {number} is no text", number=number))
    return "".join(lines)


def _key(cell: dict[str, Any]) -> str:
    """Where a cell has its source, which was called ``input`` before version 4."""
    return "input" if "input" in cell and "source" not in cell else "source"


def _no_notebook(reason: str) -> NotebookError:
    return NotebookError(say("is JSON, but no notebook: {reason}", reason=reason))
