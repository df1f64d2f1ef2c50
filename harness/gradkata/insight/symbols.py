"""A program as a sequence of symbols, in which nothing is left that a writer may change at no cost.

Comments, docstrings, annotations, white space, brackets and quotes are gone. Whatever a program names itself is one and
the same symbol, so that a renamed variable changes nothing; what it has from elsewhere, such as ``numpy`` and ``exp``,
keeps its name.
"""

from __future__ import annotations

import ast
import dataclasses
import warnings
from collections.abc import Iterable, Iterator

Parts = Iterable[tuple[str, str]]

OWN = "own"  # in place of a name that the program gives
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
MOST_DIGITS = 40
UNREADABLE = (SyntaxError, ValueError, RecursionError, MemoryError)


@dataclasses.dataclass(frozen=True)
class Symbol:
    """One symbol, and where it stands.

    Attributes:
        text: what it is; two that are equal are the same.
        part: the number of the piece of code, from 0: a notebook's cells are several.
        line: in that piece, from 1.
    """

    text: str
    part: int
    line: int


Unit = list[Symbol]


@dataclasses.dataclass(frozen=True)
class Reading:
    """What was read of a program.

    Attributes:
        units: each function or method that is in no other one, and of each class and piece of code what is left: in
            whatever order they stand, they say the same.
        unread: how many pieces of code are no Python.
    """

    units: tuple[Unit, ...]
    unread: int


def read(parts: Parts) -> Reading:
    """The symbols of a program.

    Args:
        parts: its pieces of code, each with a label.
    """
    trees = [_tree(source) for _, source in parts]
    own = _Own([each for each in trees if each is not None])
    units = [unit for part, tree in enumerate(trees) if tree is not None for unit in _units(tree, part, own)]
    return Reading(tuple(units), trees.count(None))


def _tree(source: str) -> ast.Module | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what Python has against a learner's text
        try:
            return ast.parse(source)
        except UNREADABLE:
            return None


class _Own:
    """What a program names itself: variables, arguments, functions, classes, attributes.

    Args:
        trees: all of the program.
    """

    def __init__(self, trees: Iterable[ast.Module]):
        self._names: set[str] = set()
        self._members: set[str] = set()
        self._modules: dict[str, str] = {}
        for node in (node for tree in trees for node in ast.walk(tree)):
            self._learn(node)

    def name(self, name: str) -> str:
        """A name as a symbol: a module under the name that it has for everybody."""
        return self._modules.get(name) or (OWN if name in self._names else name)

    def member(self, name: str) -> str:
        """What stands behind a dot as a symbol."""
        return OWN if name in self._members else name

    def _learn(self, node: ast.AST) -> None:
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name) | ast.ExceptHandler(name=str(name)):
                self._names.add(name)
            case ast.Attribute(attr=name, ctx=ast.Store()):
                self._members.add(name)
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                self._names.add(name)
            case ast.ClassDef(name=name):
                self._names.add(name)
                self._members.update(_given_in(node))
            case ast.alias(name=name, asname=str(other)):
                self._modules[other] = name.rpartition(".")[2]


def _given_in(node: ast.ClassDef) -> Iterator[str]:
    """The names of a class's methods and fields."""
    for each in node.body:
        if isinstance(each, DEFINITIONS):
            yield each.name
        targets = each.targets if isinstance(each, ast.Assign) else [getattr(each, "target", None)]
        yield from (target.id for target in targets if isinstance(target, ast.Name))


def _units(tree: ast.Module, part: int, own: _Own) -> Iterator[Unit]:
    """The units of one piece of code, in the order in which they end."""
    waiting: list[ast.Module | ast.ClassDef] = [tree]
    while waiting:
        node = waiting.pop()
        left: list[ast.stmt] = []
        for each in _statements(node.body):
            if isinstance(each, ast.ClassDef):
                waiting.append(each)
            elif isinstance(each, DEFINITIONS):
                yield list(_symbols(each, part, own))
            else:
                left.append(each)
        yield [symbol for each in left for symbol in _symbols(each, part, own)]


def _statements(body: Iterable[ast.stmt]) -> Iterator[ast.stmt]:
    """Those that do something: no docstrings, no imports."""
    for each in body:
        is_words = isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant)
        if not (is_words or isinstance(each, ast.Import | ast.ImportFrom)):
            yield each


def _symbols(root: ast.stmt, part: int, own: _Own) -> Iterator[Symbol]:
    """The symbols of a statement, each before what is in it."""
    waiting: list[tuple[ast.AST, int]] = [(root, root.lineno)]
    while waiting:
        node, above = waiting.pop()
        line = getattr(node, "lineno", above)
        if text := _text(node, own):
            yield Symbol(text, part, line)
        waiting += [(child, line) for child in reversed(list(_children(node)))]


def _children(node: ast.AST) -> Iterator[ast.AST]:
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "ctx", "type_comment"):
            continue
        if name == "body" and isinstance(value, list):
            yield from _statements(value)
        elif isinstance(value, list):
            yield from (each for each in value if isinstance(each, ast.AST))
        elif isinstance(value, ast.AST):
            yield value


def _text(node: ast.AST, own: _Own) -> str:
    """What a node itself says; empty where that is nothing."""
    match node:
        case ast.Name(id=name):
            return own.name(name)
        case ast.Attribute(attr=name):
            return own.member(name)
        case ast.arg():
            return OWN
        case ast.keyword(arg=str(name)):
            return f"{own.name(name)}="
        case ast.Constant(value=value):
            return "text" if isinstance(value, str | bytes) else _number(value)
        case ast.Expr() | ast.arguments() | ast.Load() | ast.Store() | ast.JoinedStr() | ast.FormattedValue():
            return ""
        case _:
            return type(node).__name__


def _number(value: object) -> str:
    """A constant, ``1.0`` and ``1`` alike."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return repr(value)[:MOST_DIGITS] if not isinstance(value, int) or value.bit_length() < 4 * MOST_DIGITS else "long"
