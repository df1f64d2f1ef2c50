"""What code leads to: from what was called to all functions and methods of the reference that may have run for it.

A mistake in none of them cannot show, so nobody has to be asked. Whatever is in doubt counts as led to: a method is led
to by its mere name, whichever class it is of, and making an object leads to all methods that Python itself calls.
"""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterable, Iterator

_DEFINITIONS = ast.FunctionDef | ast.ClassDef


class Reach:
    """The functions, classes and methods of some code: ``f``, ``K`` and ``K.m``, and which of them lead to which.

    Args:
        statements: those of the top level.
    """

    def __init__(self, statements: Iterable[ast.stmt]):
        self._words: dict[str, set[str]] = {}  # of each, the words in it
        self._called: dict[str, set[str]] = {}  # by a word, what it may mean
        for each in statements:
            if isinstance(each, ast.ClassDef):
                self._add_class(each)
            elif isinstance(each, ast.FunctionDef):
                self._add(each.name, each.name, _words(each))
        self.led_to = functools.cache(self._led_to)

    def _add_class(self, statement: ast.ClassDef) -> None:
        methods = [each for each in statement.body if isinstance(each, ast.FunctionDef)]
        rest = [each for each in statement.body if not isinstance(each, ast.FunctionDef)]
        words = {word for each in (*statement.bases, *statement.decorator_list, *rest) for word in _words(each)}
        self._add(statement.name, statement.name, words)
        for each in methods:
            node = f"{statement.name}.{each.name}"
            self._add(node, each.name, _words(each))
            if each.name.startswith("__"):
                self._called[statement.name].add(node)

    def _add(self, node: str, word: str, words: set[str]) -> None:
        self._words[node] = self._words.get(node, set()) | words
        self._called.setdefault(word, set()).add(node)

    def _led_to(self, called: frozenset[str]) -> frozenset[str]:
        """All that may have run when these names were called, looked at or set."""
        found, new = set[str](), {node for word in called for node in self._called.get(word, ())}
        while new:
            found |= new
            words = {word for node in new for word in self._words[node]}
            new = {node for word in words for node in self._called.get(word, ())} - found
        return frozenset(found)


def _words(node: ast.AST) -> set[str]:
    """The names, attributes and texts in it: a text may be the name of a method, too."""
    return set(_each_word(node))


def _each_word(node: ast.AST) -> Iterator[str]:
    for each in ast.walk(node):
        if isinstance(each, ast.Name):
            yield each.id
        elif isinstance(each, ast.Attribute):
            yield each.attr
        elif isinstance(each, ast.Constant) and isinstance(each.value, str):
            yield each.value


@functools.cache
def touched(text: str, first: int, last: int) -> frozenset[str] | None:
    """The functions, classes and methods that some characters of code are in, from ``first`` to before ``last``.

    Returns:
        None if they are in anything else, too; a class where they are in it, and not within one of its methods.
    """
    starts = _line_starts(text)
    found = set[str]()
    for each in ast.parse(text).body:
        begin, end = _span(each, starts)
        if begin < last and first < end:
            if not isinstance(each, _DEFINITIONS):
                return None
            found |= {each.name} if isinstance(each, ast.FunctionDef) else _within(each, starts, first, last)
    return frozenset(found) or None


def _within(statement: ast.ClassDef, starts: list[int], first: int, last: int) -> set[str]:
    for each in statement.body:
        begin, end = _span(each, starts)
        if isinstance(each, ast.FunctionDef) and begin <= first and last <= end:
            return {f"{statement.name}.{each.name}"}
    return {statement.name}


def _span(statement: ast.stmt, starts: list[int]) -> tuple[int, int]:
    """Where the lines of a statement begin and end, its decorators included."""
    decorators = statement.decorator_list if isinstance(statement, _DEFINITIONS) else []
    line = min([statement.lineno, *(each.lineno for each in decorators)])
    return starts[line - 1], starts[statement.end_lineno or statement.lineno]


def _line_starts(text: str) -> list[int]:
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return starts
