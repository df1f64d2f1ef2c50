"""The reference as a module, and known-wrong versions of it: compiled when asked for, and kept for the next time."""

from __future__ import annotations

import ast
import functools
import json
import types

import numpy as np

from ..errors import UsageError
from ..judging.local import load_reference
from ..kata import Kata
from .mistakes import Mistake, apply, load_mistakes

MOST_KEPT = 400  # versions of one kata, pairs included


class Versions:
    """The versions of one kata's reference."""

    def __init__(self, kata: Kata):
        self.mistakes = load_mistakes(kata)
        self.free = kata.free
        self._kata = kata
        self._text = kata.reference.read_text("utf-8")
        self._reaches = functools.cache(self._reached)
        self._cells = [(source, ast.parse(source).body) for source in _cells(self._text, kata.reference.suffix)]
        definitions = [each for _, body in self._cells for each in body]
        self._own = {each.name: each for each in definitions if isinstance(each, ast.FunctionDef | ast.ClassDef)}
        self._compile = functools.lru_cache(MOST_KEPT)(self._compiled)

    def of(self, *mistakes: Mistake) -> types.ModuleType | None:
        """A fresh module with the mistakes in it, none for the reference; None if they cannot be made together.

        It is made of definitions; whatever else it needs is that of the reference, which ran whole: a notebook trains
        while it runs, and a version for each of its mistakes cannot.
        """
        code = self._compile(mistakes)
        if code is None:
            return None
        module = types.ModuleType(self._kata.id)
        for name, value in vars(load_reference(self._kata)).items():
            if not name.startswith("__") and not isinstance(value, types.FunctionType | type):
                module.__dict__[name] = value.copy() if isinstance(value, np.ndarray) else value
        exec(code, module.__dict__)
        return module

    def reaches(self, function: str) -> set[str]:
        """The ids of the mistakes that may show in what ``function`` does: those in code that it leads to."""
        return self._reaches(function)

    def _reached(self, function: str) -> set[str]:
        led_to, new = {function}, {function}
        while new:
            new = {name for each in new if each in self._own for name in _names(self._own[each])} - led_to
            led_to |= new
        return {each.id for each in self.mistakes if function not in self._own or self._changed(each) & led_to}

    def _changed(self, mistake: Mistake) -> set[str]:
        """The definitions that the mistake's edit touches; all, if it touches something else."""
        for source, statements in self._cells:
            at = source.find(mistake.find)
            if at < 0:
                continue
            first = source.count("\n", 0, at) + 1
            last = first + mistake.find.strip("\n").count("\n")
            hit = [each for each in statements if each.lineno <= last and (each.end_lineno or 0) >= first]
            names = {each.name for each in hit if isinstance(each, ast.FunctionDef | ast.ClassDef)}
            return names if len(names) == len(hit) else set(self._own)
        return set(self._own)

    def _statements(self, mistakes: tuple[Mistake, ...]) -> list[ast.stmt]:
        text, suffix = self._text, self._kata.reference.suffix
        for mistake in mistakes:
            text = apply(mistake, text, suffix)
        return [each for cell in _cells(text, suffix) for each in ast.parse(cell).body if _defines(each)]

    def _compiled(self, mistakes: tuple[Mistake, ...]) -> types.CodeType | None:
        try:
            statements = self._statements(mistakes)
        except (UsageError, SyntaxError):
            return None
        return compile(ast.Module(statements, []), f"<{self._kata.id}>", "exec", dont_inherit=True)


def _cells(text: str, suffix: str) -> list[str]:
    if suffix == ".py":
        return [text]
    return ["".join(cell["source"]) for cell in json.loads(text)["cells"] if cell["cell_type"] == "code"]


def _names(statement: ast.stmt) -> set[str]:
    return {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)}


def _defines(statement: ast.stmt) -> bool:
    """Whether a statement is a definition, or sets a name to a constant such as a limit."""
    if isinstance(statement, ast.Assign | ast.AnnAssign):
        return isinstance(statement.value, ast.Constant)
    return isinstance(statement, ast.FunctionDef | ast.ClassDef | ast.Import | ast.ImportFrom)


@functools.cache
def versions(kata: Kata) -> Versions:
    """The versions of a kata, one collection in each process."""
    return Versions(kata)
