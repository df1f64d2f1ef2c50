"""The tests of a suite, read off its text: listing katas has no time to import pytest and numpy and to collect them.

What is read is what pytest collects, or nothing: whatever might make a difference is a `CannotTell`.
"""

from __future__ import annotations

import ast
import collections
import itertools
from collections.abc import Iterator
from pathlib import Path

from ..results import Status, TestResult
from .literals import CannotTell, Literals, cannot_tell
from .parametrized import ids_of
from .skeleton import skeleton

POINTS = ("gradkata.suite.points", "pytest.mark.points")
PARAMETRIZE = "pytest.mark.parametrize"
# Decorators of what is no test that leave tests as they are.
HARMLESS = ("contextlib.contextmanager", "functools.cache", "functools.lru_cache", "functools.wraps", "pytest.fixture")
SPEAKING = ("test", "Test", "pytest_", "pytestmark", "__test__")  # how names begin that mean something to pytest


def outline(suite: Path) -> list[TestResult]:
    """The tests of a ``suite.py``, unjudged, in its order: names, titles and points.

    Raises:
        CannotTell: it takes pytest to tell.
    """
    return _Suite(_statements(suite)).tests()


def _statements(suite: Path) -> list[ast.stmt]:
    try:
        text = skeleton(suite.read_text("utf-8"))
        statements = ast.parse(text).body
    except (SyntaxError, ValueError, RecursionError) as error:
        raise CannotTell(f"this cannot be read: {error}") from None
    if ":=" in text:
        raise CannotTell("names may be set within expressions")
    return [each for each in statements if not (isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant))]


class _Suite:
    """The statements of a suite."""

    def __init__(self, statements: list[ast.stmt]):
        self._statements = statements
        self._set = [(each, name) for each in statements for name in _names(each)]
        self._imports = dict(pair for each in statements for pair in _imported(each))
        self._literals = Literals(_constants(statements))

    def tests(self) -> list[TestResult]:
        """Its tests.

        Raises:
            CannotTell: anything but its functions is, or might be, a test, or a name stands for two things.
        """
        counts = collections.Counter(name for _, name in self._set)
        for statement, name in self._set:
            if counts[name] > 1:
                raise cannot_tell(statement, f"{name} is set more than once")
            if name.startswith(SPEAKING) and not _is_test(statement):
                raise cannot_tell(statement, f"{name} may mean something to pytest")
        return [test for each in self._statements for test in self._of(each)]

    def _of(self, statement: ast.stmt) -> list[TestResult]:
        if isinstance(statement, ast.FunctionDef) and _is_test(statement):
            return self._of_test(statement)
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
            for decorator in statement.decorator_list:
                self._check_harmless(decorator)
        return []

    def _check_harmless(self, decorator: ast.expr) -> None:
        keywords = decorator.keywords if isinstance(decorator, ast.Call) else []
        if self._called(decorator) not in HARMLESS or any(each.arg in ("params", None) for each in keywords):
            raise cannot_tell(decorator, f"`{ast.unparse(decorator)}` may make tests of its own")

    def _of_test(self, test: ast.FunctionDef) -> list[TestResult]:
        axes, points = list[list[str]](), list[float]()
        for decorator in reversed(test.decorator_list):  # pytest varies slowest what is closest to the function
            name = self._called(decorator)
            if name == PARAMETRIZE and isinstance(decorator, ast.Call):
                axes.append(ids_of(decorator, self._literals))
            elif name in POINTS and isinstance(decorator, ast.Call):
                points.append(self._points(decorator))
            else:
                raise cannot_tell(decorator, f"`{ast.unparse(decorator)}` may do anything")
        if len(points) != 1:
            raise cannot_tell(test, f"{test.name} has points {len(points)} times")
        return [_outlined(test, "-".join(ids), points[0]) for ids in itertools.product(*axes)]

    def _points(self, decorator: ast.Call) -> float:
        match decorator:
            case ast.Call(args=[number], keywords=[]):
                value = self._literals.value(number)
                if isinstance(value, int | float):
                    return float(value)
        raise cannot_tell(decorator, f"`{ast.unparse(decorator)}` is not one number")

    def _called(self, decorator: ast.expr) -> str:
        """The full name of a decorator, or of what makes it: that of its module, and its own."""
        node = decorator.func if isinstance(decorator, ast.Call) else decorator
        attributes: list[str] = []
        while isinstance(node, ast.Attribute):
            attributes.insert(0, node.attr)
            node = node.value
        name = self._imports.get(node.id, "") if isinstance(node, ast.Name) else ""
        return ".".join([name, *attributes])


def _outlined(test: ast.FunctionDef, ids: str, points: float) -> TestResult:
    name = f"{test.name}[{ids}]" if ids else test.name
    lines = (ast.get_docstring(test, clean=False) or name).strip().splitlines()
    if not lines:
        raise cannot_tell(test, f"{test.name} has an empty title")
    title = f"{lines[0].removesuffix('.')} ({ids})." if ids else lines[0]
    return TestResult(name.removeprefix("test_"), Status.SKIPPED, 0.0, points, title=title)


def _is_test(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.FunctionDef) and statement.name.startswith("test")


def _names(statement: ast.stmt) -> list[str]:
    """The names that a statement sets.

    Raises:
        CannotTell: it is none of those that do no more than that.
    """
    match statement:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            return [name]
        case ast.Import() | ast.ImportFrom():
            return [name for name, _ in _imported(statement)]
        case ast.Assign(targets=targets):
            return [name for target in targets for name in _targets(target)]
        case ast.AnnAssign(target=target):
            return _targets(target)
    raise cannot_tell(statement, "a statement that has to be run")


def _targets(target: ast.expr) -> list[str]:
    match target:
        case ast.Name(id=name):
            return [name]
        case ast.Tuple(elts=inner) | ast.List(elts=inner):
            return [name for each in inner for name in _targets(each)]
    raise cannot_tell(target, "something else than a name is set")


def _imported(statement: ast.stmt) -> Iterator[tuple[str, str]]:
    """The names that an import sets, and what they stand for."""
    if isinstance(statement, ast.Import):
        for each in statement.names:
            yield (each.asname, each.name) if each.asname else (each.name.split(".")[0], each.name.split(".")[0])
    elif isinstance(statement, ast.ImportFrom):
        for each in statement.names:
            if each.name == "*":
                raise cannot_tell(statement, "names that only the import shows")
            yield each.asname or each.name, f"{statement.module}.{each.name}"


def _constants(statements: list[ast.stmt]) -> dict[str, ast.expr]:
    """The names that stand for a value which nothing can have changed since."""
    values: dict[str, ast.expr] = {}
    for each in statements:
        match each:
            case (
                ast.Assign(targets=[ast.Name(id=name)], value=value)
                | ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value)
            ):
                values[name] = value
    computed = [each for each in statements if isinstance(each, ast.Assign | ast.AnnAssign)]
    calls = [node for each in computed for node in _run(each) if isinstance(node, ast.Call)]
    handed_on = {name.id for call in calls for name in _run(call) if isinstance(name, ast.Name)}
    return {name: value for name, value in values.items() if name not in handed_on}


def _run(node: ast.AST) -> Iterator[ast.AST]:
    """What is run when a piece of code is: all of it but the bodies of functions."""
    yield node
    if not isinstance(node, ast.Lambda):
        for child in ast.iter_child_nodes(node):
            yield from _run(child)
