"""What a learner's code does to the interpreter that it shares with the grader, kept apart from what the grader has.

While it runs, all that it has changed before is in place; else nothing of it is. That holds for what code changes by
mistake or in passing: attributes of the modules that everybody uses (``np.exp = mine``, ``sys.stdout``, ``warnings``),
NumPy's error state and the ways in which it prints, the modules that it has imported, finders and paths, and the limit
of recursion. When it ends, the chance that belongs to nobody, the working folder and the environment are as before.

It does not hold for what is within an object that both have: a dict of a module's, a class of the standard library. Nor
for files, threads, functions given to `atexit`, and memory. It is no isolation: code that wants to can do anything.
"""

from __future__ import annotations

import contextlib
import contextvars
import os
import random
import sys
import types
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

SHARED = (
    "builtins", "copy", "json", "math", "numpy", "numpy.linalg", "numpy.random", "os", "os.path", "pdb", "random",
    "sys", "threading", "time", "warnings",
)  # fmt: skip
GONE = object()  # in place of what was deleted

Changes = list[tuple[Any, str, Any]]  # of attributes: whose, the name, and the value


class Footprint:
    """What one learner's code has changed.

    Args:
        changes: what is other for it from the beginning.
    """

    def __init__(self, changes: Changes):
        self._attributes = changes
        self._modules: dict[str, Any] = {}
        self._lists: list[list[Any]] = []
        self._recursion = sys.getrecursionlimit()
        self._context, self._outer = contextvars.copy_context(), contextvars.Context()
        self._leave: Callable[[], None] = lambda: None
        self._undo = _at_the_end()

    def run(self, function: Callable[[], None]) -> None:
        """Call a function with all of it in place."""
        self._outer = contextvars.copy_context()
        self._leave = self._enter()
        try:
            self._context.run(function)
        finally:
            self._leave()

    def run_outside(self, function: Callable[[], None]) -> None:
        """Call a function of the grader's from within `run`, with nothing of it in place."""
        self._leave()
        try:
            self._outer.run(function)
        finally:
            self._leave = self._enter()

    def wipe(self) -> None:
        """Leave nothing of it, once it is not run any more."""
        self._undo()

    def _enter(self) -> Callable[[], None]:
        """Put it all in place; give what takes it away again, and remembers it."""
        leaves = [self._enter_attributes(), self._enter_modules(), self._enter_lists(), self._enter_recursion()]

        def leave() -> None:
            for each in reversed(leaves):
                each()

        return leave

    def _enter_attributes(self) -> Callable[[], None]:
        before = [(owner, dict(vars(owner))) for owner in _shared()]
        for owner, name, value in self._attributes:
            _put(owner, name, value)

        def leave() -> None:
            self._attributes = [(owner, *change) for owner, was in before for change in _changed(vars(owner), was)]
            for owner, was in before:
                for name in [name for each, name, _ in self._attributes if each is owner]:
                    _put(owner, name, was.get(name, GONE))

        return leave

    def _enter_modules(self) -> Callable[[], None]:
        before = dict(sys.modules)
        for name, module in self._modules.items():
            _set_module(name, module)

        def leave() -> None:
            changed = dict(_changed(sys.modules, before))
            self._modules = {name: each for name, each in changed.items() if name in before or not _is_library(each)}
            for name in self._modules:
                _set_module(name, before.get(name, GONE))

        return leave

    def _enter_lists(self) -> Callable[[], None]:
        lists: list[list[Any]] = [sys.path, sys.meta_path]
        before = [list(each) for each in lists]
        for each, own in zip(lists, self._lists, strict=False):
            each[:] = own

        def leave() -> None:
            self._lists = [list(each) for each in lists]
            for each, was in zip(lists, before, strict=True):
                each[:] = was

        return leave

    def _enter_recursion(self) -> Callable[[], None]:
        """As deep as it may go by itself, from here on."""
        before, depth, trace = sys.getrecursionlimit(), _depth(), sys.gettrace()
        sys.setrecursionlimit(self._recursion + depth)

        def leave() -> None:
            self._recursion = max(sys.getrecursionlimit() - depth, 1)
            sys.setrecursionlimit(before)
            if sys.gettrace() is not trace:
                sys.settrace(trace)

        return leave


def _shared() -> list[Any]:
    """What code may change the attributes of for everyone."""
    found: list[Any] = [sys.modules[name] for name in SHARED if name in sys.modules]
    return [*found, sys.modules["pdb"].Pdb] if "pdb" in sys.modules else found


def _changed(now: Any, before: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """The names that have another value now, each with it; a module of the library that was imported is no change."""
    with contextlib.suppress(Exception):  # values may be such as cannot be compared
        if now == before:
            return
    for name in {**now, **before}:
        value = now.get(name, GONE)
        is_import = name not in before and isinstance(value, types.ModuleType) and now is not sys.modules
        if value is not before.get(name, GONE) and not (is_import and _is_library(value)):
            yield name, value


def _put(owner: Any, name: str, value: Any) -> None:
    if value is not GONE:
        setattr(owner, name, value)
    elif name in vars(owner):
        delattr(owner, name)


def _set_module(name: str, module: Any) -> None:
    if module is GONE:
        sys.modules.pop(name, None)
    else:
        sys.modules[name] = module


def _is_library(module: Any) -> bool:
    """Whether a module is the same for everyone; `pdb` is not, since it is disarmed where a learner imports it."""
    spec = getattr(module, "__spec__", None)
    top = str(getattr(spec, "name", "")).partition(".")[0]
    return top != "pdb" and (top == "numpy" or top in sys.stdlib_module_names)


def _depth() -> int:
    """How many calls there are above."""
    frame, depth = sys._getframe(), 0
    while frame.f_back is not None:
        frame, depth = frame.f_back, depth + 1
    return depth


def _at_the_end() -> Callable[[], None]:
    """What puts back the chance that belongs to nobody, the working folder and the environment, as they are now."""
    numpy_random: Any = np.random  # whose types lack some of its functions
    generator, state, chance = numpy_random.get_bit_generator(), np.random.get_state(), random.getstate()
    environment, folder = dict(os.environ), os.path.abspath(os.curdir)  # noqa: PTH100

    def undo() -> None:
        numpy_random.set_bit_generator(generator)
        np.random.set_state(state)
        random.setstate(chance)
        if os.environ != environment:
            os.environ.clear()
            os.environ.update(environment)
        with contextlib.suppress(OSError):
            os.chdir(folder)

    return undo
