"""Functions whose bodies do nothing: those that are still to be written."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator


def unwritten(sources: Iterable[str]) -> frozenset[str]:
    """The names of functions and methods whose last definition holds nothing but words, ``pass``, ``...`` or a raise.

    Args:
        sources: parts of a program; one that is no Python holds none.
    """
    is_empty: dict[str, bool] = {}
    for source in sources:
        for node in _functions(source):
            is_empty[node.name] = all(_does_nothing(each) for each in node.body)
    return frozenset(name for name, empty in is_empty.items() if empty)


def _functions(source: str) -> Iterator[ast.FunctionDef]:
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def _does_nothing(statement: ast.stmt) -> bool:
    if isinstance(statement, ast.Pass):
        return True
    if isinstance(statement, ast.Expr):
        return isinstance(statement.value, ast.Constant)
    if isinstance(statement, ast.Return):
        return statement.value is None or (isinstance(statement.value, ast.Constant) and statement.value.value is None)
    return isinstance(statement, ast.Raise) and "NotImplementedError" in ast.unparse(statement)
