"""The reference as a module, and variants of it: compiled when asked for, and kept for the next time."""

from __future__ import annotations

import ast
import contextlib
import functools
import re
import types
import warnings
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from ..judging.loading import load_reference
from ..kata import Kata
from ..text.source import code_cells
from .conventions import conventions
from .mistakes import Edit, Mistake, apply, load_mistakes
from .outcomes import Outcome
from .pieces import NoPlaceError, Pieces, names, pieces_of
from .reach import Reach, touched
from .shared import Shared

_DEFINES = re.compile(r"^(    )?(def|class|@)", re.MULTILINE)  # a function or a method
MOST_KEPT = 2000  # variants of one kata, those with several mistakes included


class Catalogue:
    """The variants of one kata's reference.

    Attributes:
        variants: the type of its variants; None for `variant.Variant`.
    """

    variants: Any = None

    def __init__(self, kata: Kata):
        self.mistakes = load_mistakes(kata)
        self.kept: dict[tuple[str, ...], list[Outcome]] = {}  # of questions whose numbers do not matter
        self.shared = Shared()
        self._kata = kata
        self._text = kata.reference.read_text("utf-8")
        self._reaches = functools.cache(self._reached)
        cells = _cells(self._text, kata.reference.suffix)
        self._pieces = pieces_of(cells, kata.reference.suffix == ".py")
        definitions = [each for cell in cells for each in ast.parse(cell).body]
        self._reach = Reach(definitions)
        self._own = {each.name: each for each in definitions if isinstance(each, ast.FunctionDef | ast.ClassDef)}
        self.conventions = conventions(kata, _parameters(definitions))
        self._changes = functools.cache(self._changed)
        self._nodes = functools.cache(self._touched_nodes)
        self._made = functools.lru_cache(MOST_KEPT)(self._edited)
        self._whole = functools.cache(self._run_whole)

    def of(self, *mistakes: Mistake) -> types.ModuleType | None:
        """A fresh module with the mistakes in it, none for the reference; None if they cannot be made together.

        It is made of definitions; whatever else it needs is that of the reference, which ran whole: a notebook trains
        while it runs, and a variant for each of its mistakes cannot.
        """
        pieces = self._made(mistakes)
        if pieces is None:
            return None
        module = types.ModuleType(self._kata.id)
        if len(mistakes) == 1 and not self._is_in_definitions(mistakes[0]):
            base = self._whole(mistakes[0])
        else:
            base = self._base
        module.__dict__.update(base)
        module.__dict__.update({name: each.copy() for name, each in base.items() if isinstance(each, np.ndarray)})
        for piece in pieces.parsed():
            exec(piece.code, module.__dict__)
        return module

    def is_there(self, mistakes: tuple[Mistake, ...]) -> bool:
        """Whether mistakes can be made together."""
        return self._made(mistakes) is not None

    def remembers(self, mistakes: tuple[Mistake, ...]) -> bool:
        """Whether a variant may keep something from one call for the next, outside of the objects that it gives."""
        pieces = self._made(mistakes)
        return pieces is not None and any(piece.keeps for piece in pieces.parsed())

    @functools.cached_property
    def _base(self) -> dict[str, Any]:
        """What a variant needs besides its definitions, as it is after the whole reference ran."""
        return _plain(vars(load_reference(self._kata)))

    def _run_whole(self, mistake: Mistake) -> dict[str, Any]:
        """The globals after the whole text ran with a mistake that is not in a definition, or until it stopped."""
        module = types.ModuleType(self._kata.id)
        text = apply(mistake, self._text, self._kata.reference.suffix)
        with contextlib.suppress(Exception), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for cell in _cells(text, self._kata.reference.suffix):
                exec(compile(cell, f"<{self._kata.id}>", "exec", dont_inherit=True), module.__dict__)
        return _plain(vars(module))

    def _is_in_definitions(self, mistake: Mistake) -> bool:
        return self._changes(mistake) is not None

    def may_have_run(self, mistakes: Iterable[Mistake], called: frozenset[str]) -> bool:
        """Whether code with one of the mistakes in it may have run when these names were called, or looked at."""
        led_to = self._reach.led_to(called)
        nodes = [self._nodes(edit) for each in mistakes for edit in each.edits]
        return any(each is None or each & led_to for each in nodes)

    def _touched_nodes(self, edit: Edit) -> frozenset[str] | None:
        """The functions, classes and methods that an edit touches; None if it touches something else."""
        try:
            number, first, last = self._pieces.place(edit)
        except NoPlaceError:
            return None
        text = "".join(piece.text for piece in self._pieces.cells[number][first : last + 1])
        at = text.index(edit.find)
        found = touched(text, at, at + len(edit.find))
        if found is None or not _DEFINES.search(f"{edit.find}\n{edit.replace}"):
            return found
        return frozenset(each.partition(".")[0] for each in found)  # there may be other methods than there were

    def reaches(self, function: str) -> set[str]:
        """The labels of the mistakes that may show in what ``function`` does: those in code that it leads to."""
        return self._reaches(function)

    def _reached(self, function: str) -> set[str]:
        led_to, new = {function}, {function}
        while new:
            new = {name for each in new if each in self._own for name in _names(self._own[each])} - led_to
            led_to |= new
        return {each.label for each in self.mistakes if function not in self._own or self._may_show(each, led_to)}

    def _may_show(self, mistake: Mistake, led_to: set[str]) -> bool:
        changed = self._changes(mistake)
        return changed is None or bool(changed & led_to)

    def _changed(self, mistake: Mistake) -> set[str] | None:
        """The definitions that the mistake's edits touch; None if they touch something else."""
        touched = [self._touched(edit) for edit in mistake.edits]
        known = [each for each in touched if each is not None]
        return set().union(*known) if len(known) == len(touched) else None

    def _touched(self, edit: Edit) -> frozenset[str] | None:
        try:
            number, first, last = self._pieces.place(edit)
            found = [names(piece) for piece in self._pieces.cells[number][first : last + 1]]
        except NoPlaceError:
            return None
        known = [each for each in found if each is not None]
        return frozenset[str]().union(*known) if len(known) == len(found) else None

    def _edited(self, mistakes: tuple[Mistake, ...]) -> Pieces | None:
        try:
            # Forms of two mistakes may bring the same edit along: it is made once.
            edits = dict.fromkeys(edit for mistake in mistakes for edit in mistake.edits)
            pieces = self._pieces.edited(edits)
            for _ in pieces.parsed():
                pass
        except NoPlaceError:
            return None
        return pieces


def _cells(text: str, suffix: str) -> list[str]:
    return [cell.python for cell in code_cells(text, suffix)]


def _plain(names: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value for name, value in names.items()
        if not name.startswith("__") and not isinstance(value, types.FunctionType | type)
    }  # fmt: skip


def _parameters(statements: Iterable[ast.stmt]) -> dict[str, tuple[str, ...]]:
    """The names of the parameters of each function and method."""
    functions = [node for each in statements for node in ast.walk(each) if isinstance(node, ast.FunctionDef)]
    found = {each.name: tuple(one.arg for one in each.args.args) for each in functions}
    return {name: names[names[:1] == ("self",) :] for name, names in found.items()}


def _names(statement: ast.stmt) -> set[str]:
    return {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)}


@functools.cache
def catalogue_of(kata: Kata) -> Catalogue:
    """The variants of a kata, one collection in each process."""
    return Catalogue(kata)
