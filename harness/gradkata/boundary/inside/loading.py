"""Runs what was handed in: the module, and the learner's other files that it imports."""

from __future__ import annotations
import __future__

import ast
import contextlib
import importlib.machinery
import inspect
import linecache
import random
import re
import sys
import time
import types
from collections.abc import Coroutine, Sequence
from typing import Any

import debugging
import numpy as np
import pretending
import reporting
import requests

FUTURE = sum({getattr(__future__, name).compiler_flag for name in __future__.all_feature_names})
LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
Failures = list[list[Any]]  # of cells: the label, and what it raised


class SiblingFinder:
    """Imports the learner's other files from their text: no file of theirs is within reach.

    What a sibling file must not stand in for is found first, so this finder comes last. It is a finder and a loader
    without the base classes of `importlib.abc`, which would cost the fork server a tenth of its start.

    Attributes:
        imported: the names of the files that were imported.
        failed: the cells of notebooks that raised.
    """

    def __init__(self, request: requests.Load):
        self._sources, self._notebooks = request.siblings, request.notebooks
        self._files = files(request)
        self.imported: list[str] = []
        self.failed: Failures = []

    def find_spec(self, fullname: str, _path: object = None, _target: object = None) -> Any:
        if fullname not in self._sources and fullname not in self._notebooks and not pretending.is_plots(fullname):
            return None
        return importlib.machinery.ModuleSpec(fullname, self, origin=f"{fullname}.py")  # type: ignore[arg-type]

    def create_module(self, spec: Any) -> types.ModuleType | None:
        """A module as always, but for one that stands in for plots."""
        return None if self._is_theirs(spec.name) else pretending.Plots(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        name = module.__name__
        if name in self._sources:
            self.imported.append(name)
            module.__file__ = f"{name}.py"
            run(self._sources[name], module.__file__, module.__dict__)
        elif name in self._notebooks:
            self.imported.append(name)
            module.__file__ = f"{name}.ipynb"
            module.__dict__.update(pretending.of_a_notebook())
            self.failed += run_cells(self._notebooks[name], module.__dict__, self._files)

    def _is_theirs(self, name: str) -> bool:
        return name in self._sources or name in self._notebooks


def files(request: requests.Load) -> set[str]:
    """What tracebacks have for the names of the learner's own files and cells."""
    cells = [label for parts in request.notebooks.values() for label, _ in parts]
    return {*(f"{name}.py" for name in request.siblings), *(label for label, _ in request.parts), *cells}


def run(source: str, filename: str, namespace: dict[str, Any], flags: int = 0, *, awaits: bool = False) -> int:
    """Execute ``source``; ``filename`` is what its tracebacks and `inspect` will know it by.

    Args:
        flags: of the ``__future__`` imports that hold for it already; those that hold after it are given back.
        awaits: whether there may be ``await`` outside of functions, as in a notebook.
    """
    if "\0" in source:  # up to 3.11.3, Python says so with a ValueError
        raise SyntaxError("source code string cannot contain null bytes")
    linecache.cache[filename] = (len(source), None, LINE.findall(source), filename)
    allowed = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT if awaits else 0
    code = compile(source, filename, "exec", flags=flags | allowed, dont_inherit=True)
    if code.co_flags & inspect.CO_COROUTINE:
        _wait_for(eval(code, namespace))
    else:
        exec(code, namespace)
    return int(code.co_flags & FUTURE)


def _wait_for(coroutine: Coroutine[Any, Any, Any]) -> None:
    import asyncio  # which hardly anybody needs here

    class Loop(asyncio.BaseEventLoop):
        """Waits for time and for nothing else: the loops that there are need a socket, which may be forbidden."""

        def __init__(self) -> None:
            super().__init__()
            self._selector = self

        def select(self, timeout: float | None) -> list[Any]:
            if timeout is None:
                raise RuntimeError("this would wait for ever")
            time.sleep(timeout)
            return []

        def _process_events(self, _: list[Any]) -> None:
            """There are none."""

    with contextlib.closing(Loop()) as loop:
        loop.run_until_complete(coroutine)


def run_cells(parts: Sequence[Sequence[str]], namespace: dict[str, Any], own: set[str]) -> Failures:
    """Run the cells of a notebook. One that raises keeps none of those after it from running, as in Jupyter.

    Raises:
        MemoryError, KeyboardInterrupt: what ends the process.
    """
    failed: Failures = []
    flags = 0
    for label, source in parts:
        try:
            flags |= run(source, label, namespace, flags, awaits=True)
        except (MemoryError, KeyboardInterrupt):
            raise
        except BaseException as error:  # a cell may well end with exit()
            failed.append([label, reporting.failure(error, own)])
    return failed


def prepared(request: requests.Load) -> tuple[types.ModuleType, SiblingFinder]:
    """The module of a program before anything of it has run, and the finder of the files beside it."""
    random.seed(request.seed)
    np.random.seed(request.seed % 2**32)
    module = types.ModuleType(request.name)
    module.__file__ = request.parts[0][0].split(", cell ")[0] if request.parts else ""
    sys.modules[request.name] = module
    sys.argv = [module.__file__]  # as if it were run by itself, without arguments
    finder = SiblingFinder(request)
    sys.meta_path.append(finder)
    pretending.settle()
    debugging.settle()
    if request.is_notebook:
        module.__dict__.update(pretending.of_a_notebook())
    return module, finder


def load(request: requests.Load) -> tuple[types.ModuleType, dict[str, Any]]:
    """The module of a program when all of it has run, and what there is to tell of that."""
    module, finder = prepared(request)
    failed: Failures = []
    if request.is_notebook:
        failed = run_cells(request.parts, module.__dict__, files(request))
    else:
        for label, source in request.parts:
            run(source, label, module.__dict__)
    told = {"names": public_names(module), "imports": finder.imported, "failed": [*finder.failed, *failed]}
    return module, told


def public_names(module: types.ModuleType) -> dict[str, bool]:
    """The names that a module defines for others, and whether each can be called."""
    names = {name: callable(value) for name, value in vars(module).items() if not name.startswith("_")}
    for name, value in pretending.of_a_notebook().items():
        if name in names and type(module.__dict__[name]) is type(value):
            del names[name]
    return names
