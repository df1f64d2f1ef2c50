"""Runs what was handed in: the module, and the learner's other files that it imports."""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import linecache
import random
import sys
import types
from typing import Any

import numpy as np
import requests

Sources = dict[str, str]


class SiblingFinder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports the learner's other files from their text: no file of theirs is within reach.

    What a sibling file must not stand in for is found first, so this finder comes last.
    """

    def __init__(self, sources: Sources):
        self._sources = sources
        self.imported: list[str] = []

    def find_spec(self, fullname: str, _path: object = None, _target: object = None) -> Any:
        if fullname not in self._sources:
            return None
        return importlib.machinery.ModuleSpec(fullname, self, origin=f"{fullname}.py")

    def exec_module(self, module: types.ModuleType) -> None:
        filename = f"{module.__name__}.py"
        self.imported.append(module.__name__)
        module.__file__ = filename
        run(self._sources[module.__name__], filename, module.__dict__)


def run(source: str, filename: str, namespace: dict[str, Any]) -> None:
    """Execute ``source``; ``filename`` is what its tracebacks and `inspect` will know it by."""
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    exec(compile(source, filename, "exec", dont_inherit=True), namespace)


def prepared(request: requests.Load) -> tuple[types.ModuleType, SiblingFinder]:
    """The module of a program before anything of it has run, and the finder of the files beside it."""
    random.seed(request.seed)
    np.random.seed(request.seed % 2**32)
    module = types.ModuleType(request.name)
    module.__file__ = request.parts[0][0] if request.parts else ""
    sys.modules[request.name] = module
    sys.argv = [module.__file__]  # as if it were run by itself, without arguments
    finder = SiblingFinder(request.siblings)
    sys.meta_path.append(finder)
    if request.is_notebook:
        module.__dict__["display"] = print  # Jupyter's own
    return module, finder


def public_names(module: types.ModuleType) -> dict[str, bool]:
    """The names that a module defines for others, and whether each can be called."""
    names = {name: callable(value) for name, value in vars(module).items() if not name.startswith("_")}
    if names.get("display") and module.__dict__["display"] is print:
        del names["display"]
    return names
