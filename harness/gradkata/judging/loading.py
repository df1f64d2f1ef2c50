"""Loading code into this very process: the references, which are trusted, and a learner's own copy in their editor."""

from __future__ import annotations

import contextlib
import functools
import importlib.abc
import linecache
import sys
import types
from collections.abc import Iterator
from importlib.machinery import ModuleSpec
from pathlib import Path

from ..errors import UsageError
from ..kata import SUFFIXES, Kata
from ..reading.programs import parts_at
from ..text.source import lines_of
from ..translation import say

UNSEEN = "gradkata's reference"  # begins the name of what is not to be seen


class NotLoadedError(UsageError):
    """A learner's copy is there and cannot be used: there is more to say about it."""


@functools.cache
def _reference(path: Path) -> types.ModuleType:
    return _module(path, f"gradkata reference {path.parent.name}")


def load_reference(kata: Kata) -> types.ModuleType:
    """The hidden solution of a kata. It is no package's module, so no import statement can name it."""
    return _reference(kata.reference)


@functools.cache
def _unseen(path: Path) -> types.ModuleType:
    name = f"{UNSEEN} {path.parent.name}"
    module = types.ModuleType(name)
    for _, source in parts_at(path):
        exec(compile(source, f"<{name}>", "exec", dont_inherit=True), module.__dict__)
    return module


def load_unseen(kata: Kata) -> types.ModuleType:
    """The hidden solution of a kata, for a process that its learner looks into.

    It is compiled under a name that is no file's: no traceback, warning or debugger has its place or its lines.

    Raises:
        UsageError: it is not there, or cannot be loaded; the message does not say where it should be.
    """
    try:
        return _unseen(kata.reference)
    except UsageError:
        raise UsageError(say("the suite of {kata} needs its reference, which is not here", kata=kata.id)) from None
    except Exception as error:
        reason = type(error).__name__
        words = "the reference of {kata} cannot be loaded ({reason}); please report this"
        raise UsageError(say(words, kata=kata.id, reason=reason)) from None


def load_anew() -> None:
    """Forget the hidden solutions that are loaded: one may have been interrupted, and have left its globals as is."""
    _reference.cache_clear()


def load_learner(work: Path, kata: Kata) -> types.ModuleType:
    """The learner's copy of a kata in the folder ``work``.

    Raises:
        UsageError: there is none.
        NotLoadedError: it cannot be loaded, or it lacks one of the kata's names.
    """
    found = [path for suffix in SUFFIXES if (path := work / f"{kata.id}{suffix}").is_file()]
    if not found:
        words = "there is no work/{file} yet: `kata start {kata}` puts it there"
        raise UsageError(say(words, file=f"{kata.id}{kata.stub.suffix}", kata=kata.id))
    path = max(found, key=lambda each: each.stat().st_mtime_ns)  # of one age, the module
    try:
        with _importing_from(work):
            module = _module(path, kata.id)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # a file may well end with exit(), or stop at a breakpoint that nobody is at
        said = ": ".join(part for part in (type(error).__name__, str(error)) if part)
        raise NotLoadedError(say("work/{file} cannot be loaded: {said}", file=path.name, said=said)) from error
    missing = [name for name in kata.names if not callable(getattr(module, name, None))]
    if missing:
        raise NotLoadedError(say("work/{file} has no {names}", file=path.name, names=", ".join(missing)))
    return module


def _module(path: Path, name: str) -> types.ModuleType:
    module = types.ModuleType(name)
    _run(path, module)
    return module


def _run(path: Path, module: types.ModuleType) -> None:
    module.__file__ = str(path)
    if path.suffix == ".ipynb":
        from ..boundary.inside.pretending import of_a_notebook  # with numpy

        module.__dict__.update(of_a_notebook())
    sources = parts_at(path)
    for label, source in sources:
        # A debugger finds its breakpoints by the file's real path; a notebook's cells have none.
        filename = str(path) if path.suffix == ".py" else f"<{label}>"
        if path.suffix != ".py":
            linecache.cache[filename] = (len(source), None, [f"{line}\n" for line in lines_of(source)], filename)
        exec(compile(source, filename, "exec", dont_inherit=True), module.__dict__)


@contextlib.contextmanager
def _importing_from(folder: Path) -> Iterator[None]:
    notebooks = Notebooks(folder)
    sys.path.insert(0, str(folder))
    sys.meta_path.append(notebooks)
    try:
        yield
    finally:
        sys.path.remove(str(folder))
        sys.meta_path.remove(notebooks)


class Notebooks(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports the notebooks in a folder; it comes last, so that a module of the same name is found first."""

    def __init__(self, folder: Path):
        self._folder = folder

    def find_spec(self, fullname: str, _path: object = None, _target: object = None) -> ModuleSpec | None:
        path = self._folder / f"{fullname}.ipynb"
        return ModuleSpec(fullname, self, origin=str(path)) if path.is_file() else None

    def exec_module(self, module: types.ModuleType) -> None:
        assert module.__spec__ is not None
        _run(Path(module.__spec__.origin or ""), module)
