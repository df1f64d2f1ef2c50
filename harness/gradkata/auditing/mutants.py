"""A kata's reference, made slightly wrong in every way that the operators know, one at a time."""

from __future__ import annotations

import ast
import collections
import dataclasses
import difflib
import warnings
from collections.abc import Iterable, Iterator
from typing import Any

from ..kata import Kata
from ..text.source import code_of, with_sources
from .operators import OPERATORS

CONTEXT = 2  # unchanged lines around a change in a diff
LEFT_ALONE = {"annotation", "returns", "ctx", "op", "ops", "type_params"}  # fields; operators see to theirs

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@dataclasses.dataclass(frozen=True)
class Mutant:
    """One version of a reference.

    Attributes:
        operator: the name of what was done.
        where: the function or method in which it was, by its dotted name; empty outside of any.
        line: in the reference, or in the notebook's cell.
        before, after: the lines that differ, without their indentation.
        occurrence: which of several equal changes in ``where`` it is, from 1.
        diff: against the reference as `ast.unparse` writes it.
        text: the whole submission.
    """

    operator: str
    where: str
    line: int
    before: str
    after: str
    occurrence: int
    diff: str
    text: str

    @property
    def key(self) -> tuple[str, str, str, int]:
        """What it is known by: it stays the same whatever else is edited."""
        return self.where, self.before, self.after, self.occurrence


@dataclasses.dataclass(frozen=True)
class _Slot:
    """A place in a tree where a node stands."""

    owner: Any
    field: str
    at: int | None  # in a list
    where: str
    line: int

    def get(self) -> Any:
        value = getattr(self.owner, self.field)
        return value if self.at is None else value[self.at]

    def put(self, node: ast.AST) -> None:
        if self.at is None:
            setattr(self.owner, self.field, node)
        else:
            getattr(self.owner, self.field)[self.at] = node


def mutants(kata: Kata) -> list[Mutant]:
    """All mutants of a kata's reference that differ and can be compiled, in the order of its lines."""
    text, suffix = kata.reference.read_text("utf-8"), kata.reference.suffix
    cells = [cell for cell in code_of(kata.reference) if _is_python(cell.source)]
    judged = _judged(kata, [cell.source for cell in cells])
    if suffix == ".py":
        judged.add("")  # not of a notebook: what stands outside of its functions are its author's own tries
    found = [
        dataclasses.replace(mutant, text=with_sources(text, suffix, {cell.number: mutant.text}))
        for cell in cells
        for mutant in _of_source(cell.source, judged)
    ]
    return _numbered(found)


def _judged(kata: Kata, sources: Iterable[str]) -> set[str]:
    """The definitions that a suite judges: those that a submission has to have, and all that these lead to.

    What a function that the kata calls free gives is nobody's to judge.
    """
    statements = [each for source in sources for each in ast.parse(source).body]
    defined = {each.name: each for each in statements if isinstance(each, Definition)}
    reached: set[str] = set()
    new = set(kata.names) & set(defined) - set(kata.free)
    while new:
        reached |= new
        named = {node.id for name in new for node in ast.walk(defined[name]) if isinstance(node, ast.Name)}
        new = (named & set(defined)) - reached
    return reached


def _of_source(source: str, judged: set[str]) -> Iterator[Mutant]:
    """The mutants of a file or a cell, within definitions that are judged, ``""`` for what stands outside of any."""
    tree = ast.parse(source)
    original = ast.unparse(tree)
    seen = {original}
    for slot in _slots(tree, "", 0):
        if slot.where.split(".")[0] not in judged:
            continue
        node = slot.get()
        for operator in OPERATORS:
            for new in operator(node):
                slot.put(new)
                text = ast.unparse(tree)
                slot.put(node)
                if text not in seen and _is_python(text):
                    seen.add(text)
                    yield _mutant(operator.__name__, slot, original, text)


def _slots(node: ast.AST, where: str, line: int) -> Iterator[_Slot]:
    """Every place below a node, but for imports, docstrings, annotations and what exceptions say."""
    for field, value in ast.iter_fields(node):
        if field in LEFT_ALONE:
            continue
        for at, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if not isinstance(child, ast.AST) or _is_fixed(node, child):
                continue
            inner = f"{where}.{child.name}".lstrip(".") if isinstance(child, Definition) else where
            below = getattr(child, "lineno", line)
            yield _Slot(node, field, at, inner, below)
            yield from _slots(child, inner, below)


def _is_fixed(owner: ast.AST, child: ast.AST) -> bool:
    if isinstance(child, ast.Expr):
        return isinstance(child.value, ast.Constant)  # a docstring
    if isinstance(owner, ast.Module) and isinstance(child, ast.If):
        return True  # if __name__ == "__main__"
    return isinstance(owner, ast.Raise | ast.JoinedStr) or isinstance(child, ast.Import | ast.ImportFrom)


def _mutant(operator: str, slot: _Slot, original: str, text: str) -> Mutant:
    old, new = original.splitlines(), text.splitlines()
    diff = list(difflib.unified_diff(old, new, lineterm="", n=CONTEXT))[2:]
    before, after = (
        "\n".join(line[1:].strip() for line in diff if line.startswith(mark) and line[1:].strip()) for mark in "-+"
    )
    shown = "\n".join(line.rstrip() for line in diff if not line.startswith("@@")).strip("\n")
    return Mutant(operator, slot.where, slot.line, before, after, 1, shown, text + "\n")


def _numbered(found: Iterable[Mutant]) -> list[Mutant]:
    """The mutants, equal changes within one function counted."""
    counts: collections.Counter[tuple[str, str, str]] = collections.Counter()
    numbered: list[Mutant] = []
    for mutant in found:
        change = mutant.where, mutant.before, mutant.after
        counts[change] += 1
        numbered.append(dataclasses.replace(mutant, occurrence=counts[change]))
    return numbered


def _is_python(source: str) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what looks odd is what a mutant is
            compile(source, "<mutant>", "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return False
    return True
