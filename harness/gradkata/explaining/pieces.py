"""A reference's code in pieces, one for each statement of its top level, so that an edit costs one piece to compile."""

from __future__ import annotations

import ast
import dataclasses
import functools
import itertools
import re
import types
from collections.abc import Iterable, Iterator
from typing import Any

from .mistakes import Edit

KEPT = 2000  # pieces that are compiled; those of a kata's mistakes are some hundreds
_CHANGEABLE = ast.Dict | ast.List | ast.Set | ast.Call | ast.DictComp | ast.ListComp
_MADE_ONCE = re.compile(r"^class\b|\bdef\s[^:]*=\s*[\[{\w]|\bdef\s[^)]*:", re.MULTILINE)
_HOLDING = ("global ", "nonlocal ", "__dict__", "cache")
_DEFINITIONS = ast.FunctionDef | ast.ClassDef


class NoPlaceError(Exception):
    """An edit does not stand exactly once in the code, or what it leaves is no Python."""


@dataclasses.dataclass(frozen=True)
class Piece:
    """Some lines of code, whole statements of the top level; `parsed` looks into them."""

    text: str
    is_module: bool  # of a notebook, which trains while it runs, only what defines something is taken


@dataclasses.dataclass(frozen=True)
class Parsed:
    """What is made of a piece.

    Attributes:
        keeps: whether it may hold on to something from one call to the next: a global, a default that can change.
    """

    code: types.CodeType
    keeps: bool


@dataclasses.dataclass(frozen=True)
class Pieces:
    """The code of a reference: the pieces of each cell, of a module's one cell."""

    cells: tuple[tuple[Piece, ...], ...]

    def edited(self, edits: Iterable[Edit]) -> Pieces:
        """The code with edits made, one after the other.

        Raises:
            NoPlaceError: one does not stand exactly once.
        """
        pieces = self
        for edit in edits:
            number, first, last = pieces.place(edit)
            cell = pieces.cells[number]
            hit = cell[first : last + 1]
            text = "".join(each.text for each in hit).replace(edit.find, edit.replace)
            changed = (*cell[:first], Piece(text, hit[0].is_module), *cell[last + 1 :])
            pieces = Pieces((*pieces.cells[:number], changed, *pieces.cells[number + 1 :]))
        return pieces

    def place(self, edit: Edit) -> tuple[int, int, int]:
        """Where an edit applies: the number of the cell, and of the first and the last piece in it that it touches.

        Raises:
            NoPlaceError: it does not stand exactly once.
        """
        texts = ["".join(piece.text for piece in cell) for cell in self.cells]
        found = [number for number, text in enumerate(texts) if edit.find in text]
        if len(found) != 1 or texts[found[0]].count(edit.find) != 1:
            raise NoPlaceError
        at = texts[found[0]].index(edit.find)
        touched, start = [], 0
        for number, piece in enumerate(self.cells[found[0]]):
            if start < at + len(edit.find) and at < start + len(piece.text):
                touched.append(number)
            start += len(piece.text)
        return found[0], touched[0], touched[-1]

    def parsed(self) -> Iterator[Parsed]:
        """All pieces, compiled.

        Raises:
            NoPlaceError: one is no Python.
        """
        for cell in self.cells:
            for piece in cell:
                yield parsed(piece)


def pieces_of(cells: Iterable[str], is_module: bool) -> Pieces:
    """The pieces of code that comes in cells."""
    return Pieces(tuple(tuple(Piece(text, is_module) for text in _split(cell)) for cell in cells))


def _split(cell: str) -> list[str]:
    """The lines of a cell, from the beginning of one statement to that of the next."""
    starts, end = list[int](), 0
    for each in ast.parse(cell).body:
        decorators = each.decorator_list if isinstance(each, _DEFINITIONS) else []
        start = min(each.lineno, *(one.lineno for one in decorators)) if decorators else each.lineno
        if start > end:
            starts.append(start - 1)
        end = each.end_lineno or each.lineno
    lines = cell.splitlines(keepends=True)
    bounds = [0, *starts[1:], len(lines)]
    return ["".join(lines[a:b]) for a, b in itertools.pairwise(bounds)]


@functools.lru_cache(KEPT)
def parsed(piece: Piece) -> Parsed:
    """A piece, compiled.

    Raises:
        NoPlaceError: it is no Python.
    """
    try:
        code: Any = piece.text if piece.is_module else ast.Module(_taken(piece), [])
        return Parsed(compile(code, "<reference>", "exec", dont_inherit=True), _keeps(piece))
    except SyntaxError:
        raise NoPlaceError from None


@functools.lru_cache(KEPT)
def names(piece: Piece) -> frozenset[str] | None:
    """The functions and classes that a piece defines; None if it holds anything else."""
    statements = ast.parse(piece.text).body
    if not all(isinstance(each, _DEFINITIONS) for each in statements):
        return None
    return frozenset(each.name for each in statements if isinstance(each, _DEFINITIONS))


def _taken(piece: Piece) -> list[ast.stmt]:
    return [each for each in ast.parse(piece.text).body if piece.is_module or _defines(each)]


def _defines(statement: ast.stmt) -> bool:
    """Whether a statement is a definition, or sets a name to a constant such as a limit."""
    if isinstance(statement, ast.Assign | ast.AnnAssign):
        return isinstance(statement.value, ast.Constant)
    return isinstance(statement, _DEFINITIONS | ast.Import | ast.ImportFrom)


def _keeps(piece: Piece) -> bool:
    """Whether code may hold on to something: a global, a default that can change, an attribute of a function."""
    if any(word in piece.text for word in _HOLDING):
        return True
    if not _MADE_ONCE.search(piece.text):  # mostly, and far cheaper than to parse
        return False
    statements = _taken(piece)
    inner = (each for one in statements if isinstance(one, ast.ClassDef) for each in one.body)
    return any(_can_change(each) for each in itertools.chain(statements, inner))


def _can_change(statement: ast.stmt) -> bool:
    """Whether something that can change is made where the definition stands."""
    if isinstance(statement, ast.ClassDef):
        return any(isinstance(each, ast.Assign) and isinstance(each.value, _CHANGEABLE) for each in statement.body)
    if not isinstance(statement, ast.FunctionDef):
        return False
    return any(isinstance(each, _CHANGEABLE) for each in (*statement.args.defaults, *statement.args.kw_defaults))
