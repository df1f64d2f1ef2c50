"""Whether a value that a session has can be what a statement gave it.

Functions and classes are told by their code, and plain values that a statement spells out by what they are. Nothing is
run for that, and no method of a value is called; of all else, nobody can tell.
"""

from __future__ import annotations
import __future__

import ast
import functools
import inspect
import types
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..text.ipython import lines_of, python
from .recorder import is_cell
from .slicing import Slice
from .statements import REMEMBERED, Statement, parsed

Essence = tuple[object, ...]
_PLAIN = (bool, int, float, complex, str, bytes, type(None))


def is_from(value: object, name: str, found: Slice) -> bool:
    """Whether the value that a name has in the end can be what the statements of a slice gave it."""
    statement = found.last[name]
    tree = parsed(_text(statement))
    if statement.is_rewritten or tree is None or len(tree.body) != 1:
        return True
    node = tree.body[0]
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name == name and not node.decorator_list:
        return isinstance(value, types.FunctionType) and _is_among(value, [statement], found)
    if isinstance(node, ast.ClassDef) and node.name == name and not node.decorator_list:
        return _is_class(value, node, found)
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and not _sets(found, name):
        for plain in _plain(node.value):
            return type(value) is type(plain) and repr(value) == repr(plain)
    return _is_known(value, found)


def _text(statement: Statement) -> str:
    return "\n".join(lines_of(python(statement.cell.source))[statement.first - 1 : statement.last])


def _sets(found: Slice, name: str) -> bool:
    """Whether a function that is judged sets a name itself, so that it has another value after each call."""
    trees = (parsed(_text(each)) for each in found.statements)
    nodes = (node for tree in trees if tree for node in ast.walk(tree))
    return any(isinstance(node, ast.Global) and name in node.names for node in nodes)


def _plain(node: ast.expr) -> list[object]:
    """The value that is spelled out, if it is one that cannot change."""
    try:
        value: object = ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
        return []
    return [value] if type(value) in _PLAIN else []


def _is_class(value: object, node: ast.ClassDef, found: Slice) -> bool:
    """Whether a class is what its statement made it, with what other statements of the slice may have put into it."""
    if not isinstance(value, type) or value.__name__ != node.name:
        return False
    own = {each.name for each in node.body if isinstance(each, ast.FunctionDef) and not each.decorator_list}
    functions = {name: each for name, each in vars(value).items() if isinstance(each, types.FunctionType)}
    return all(_is_known(each, found) for name, each in functions.items() if name in own or _is_of_cell(each))


def _is_known(value: object, found: Slice) -> bool:
    """Whether a function is one of a slice; nobody can tell of others than functions, and of those from modules."""
    value = inspect.unwrap(value) if isinstance(value, types.FunctionType) else value
    if not isinstance(value, types.FunctionType) or any(each.is_rewritten for each in found.statements):
        return True
    is_of_module = value.__module__ != "__main__" or Path(value.__code__.co_filename).is_file()
    return (is_of_module and not _is_of_cell(value)) or _is_among(value, found.statements, found)


def _is_of_cell(function: types.FunctionType) -> bool:
    return is_cell(function.__code__.co_filename)


def _is_among(function: types.FunctionType, statements: Iterable[Statement], found: Slice) -> bool:
    flags = __future__.annotations.compiler_flag if any(each.is_for_all for each in found.statements) else 0
    wanted = _essence(function.__code__)
    return any(wanted in _essences(each, flags) for each in statements)


@functools.lru_cache(REMEMBERED)
def _essences(statement: Statement, flags: int) -> tuple[Essence, ...]:
    """All code within a statement, compiled as it was in the session."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # they were shown when the cell ran
            flags |= ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
            code = compile(_text(statement), "cell", "exec", flags=flags, dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ()
    return tuple(_essence(each) for each in _within(code))


def _within(code: types.CodeType) -> Iterator[types.CodeType]:
    for each in code.co_consts:
        if isinstance(each, types.CodeType):
            yield each
            yield from _within(each)


def _essence(code: types.CodeType) -> Essence:
    """What code does, wherever it stands."""
    constants = tuple(
        _essence(each) if isinstance(each, types.CodeType) else _constant(each) for each in code.co_consts
    )
    return (
        code.co_name, code.co_code, constants, code.co_names, code.co_varnames, code.co_freevars, code.co_cellvars,
        code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount,
    )  # fmt: skip


def _constant(value: object) -> object:
    """A constant, so that 1 is not True, nor 0.0 the same as -0.0."""
    if isinstance(value, frozenset):
        return frozenset(map(_constant, value))
    return type(value), repr(value)
