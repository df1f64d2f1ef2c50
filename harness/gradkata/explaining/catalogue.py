"""The reference as a module, and variants of it: compiled when asked for, and kept for the next time."""

from __future__ import annotations

import ast
import contextlib
import functools
import types
import warnings
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from ..errors import UsageError
from ..judging.loading import load_reference
from ..kata import Kata
from ..text.source import code_cells
from .conventions import conventions
from .mistakes import Edit, Mistake, apply, load_mistakes
from .outcomes import Outcome

MOST_KEPT = 400  # variants of one kata, pairs included
_CHANGEABLE = ast.Dict | ast.List | ast.Set | ast.Call | ast.DictComp | ast.ListComp


class Catalogue:
    """The variants of one kata's reference."""

    def __init__(self, kata: Kata):
        self.mistakes = load_mistakes(kata)
        self.kept: dict[tuple[str, ...], list[Outcome]] = {}  # of questions whose numbers do not matter
        self._kata = kata
        self._text = kata.reference.read_text("utf-8")
        self._reaches = functools.cache(self._reached)
        self._cells = [(source, ast.parse(source).body) for source in _cells(self._text, kata.reference.suffix)]
        definitions = [each for _, body in self._cells for each in body]
        self._own = {each.name: each for each in definitions if isinstance(each, ast.FunctionDef | ast.ClassDef)}
        self._is_module = kata.reference.suffix == ".py"  # a notebook trains while it runs; a module does not
        self.conventions = conventions(kata, _parameters(definitions))
        self._changes = functools.cache(self._changed)
        self._compile = functools.lru_cache(MOST_KEPT)(self._compiled)
        self.remembers = functools.cache(self._remembering)
        self._whole = functools.cache(self._run_whole)

    def of(self, *mistakes: Mistake) -> types.ModuleType | None:
        """A fresh module with the mistakes in it, none for the reference; None if they cannot be made together.

        It is made of definitions; whatever else it needs is that of the reference, which ran whole: a notebook trains
        while it runs, and a variant for each of its mistakes cannot.
        """
        code = self._compile(mistakes)
        if code is None:
            return None
        module = types.ModuleType(self._kata.id)
        if len(mistakes) == 1 and not self._is_in_definitions(mistakes[0]):
            base = self._whole(mistakes[0])
        else:
            base = self._base
        module.__dict__.update(base)
        module.__dict__.update({name: each.copy() for name, each in base.items() if isinstance(each, np.ndarray)})
        exec(code, module.__dict__)
        return module

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

    def _remembering(self, mistakes: tuple[Mistake, ...]) -> bool:
        """Whether a variant may keep something from one call for the next, outside of the objects that it gives."""
        try:
            statements = self._statements(mistakes)
        except (UsageError, SyntaxError):
            return False
        return any(_keeps(node) for each in statements for node in ast.walk(each))

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

    def _touched(self, edit: Edit) -> set[str] | None:
        for source, statements in self._cells:
            at = source.find(edit.find)
            if at < 0:
                continue
            first = source.count("\n", 0, at) + 1
            last = first + edit.find.strip("\n").count("\n")
            hit = [each for each in statements if each.lineno <= last and (each.end_lineno or 0) >= first]
            names = {each.name for each in hit if isinstance(each, ast.FunctionDef | ast.ClassDef)}
            return names if len(names) == len(hit) else None
        return None

    def _statements(self, mistakes: tuple[Mistake, ...]) -> list[ast.stmt]:
        text, suffix = self._text, self._kata.reference.suffix
        for mistake in mistakes:
            text = apply(mistake, text, suffix)
        return [
            each for cell in _cells(text, suffix) for each in ast.parse(cell).body if self._is_module or _defines(each)
        ]

    def _compiled(self, mistakes: tuple[Mistake, ...]) -> types.CodeType | None:
        try:
            statements = self._statements(mistakes)
        except (UsageError, SyntaxError):
            return None
        return compile(ast.Module(statements, []), f"<{self._kata.id}>", "exec", dont_inherit=True)


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


def _keeps(node: ast.AST) -> bool:
    """Whether this may hold on to something: a global, a default that can change, an attribute of a function."""
    if isinstance(node, ast.Global):
        return True
    if isinstance(node, ast.ClassDef):
        return any(isinstance(each, ast.Assign) and isinstance(each.value, _CHANGEABLE) for each in node.body)
    if isinstance(node, ast.FunctionDef):
        return bool(node.decorator_list and "cache" in ast.unparse(node.decorator_list[0])) or any(
            isinstance(each, _CHANGEABLE) for each in (*node.args.defaults, *node.args.kw_defaults)
        )
    return isinstance(node, ast.Attribute) and node.attr == "__dict__"


def _names(statement: ast.stmt) -> set[str]:
    return {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)}


def _defines(statement: ast.stmt) -> bool:
    """Whether a statement is a definition, or sets a name to a constant such as a limit."""
    if isinstance(statement, ast.Assign | ast.AnnAssign):
        return isinstance(statement.value, ast.Constant)
    return isinstance(statement, ast.FunctionDef | ast.ClassDef | ast.Import | ast.ImportFrom)


@functools.cache
def catalogue_of(kata: Kata) -> Catalogue:
    """The variants of a kata, one collection in each process."""
    return Catalogue(kata)
