"""A kata is a folder, ``katas/NN_<id>/``: its task, stub and suite. Its solution lies in ``reference/``."""

from __future__ import annotations

import ast
import dataclasses
import functools
import re
import symtable
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NoReturn, TypeVar

from .boundary.limits import Limits
from .errors import UsageError
from .settings.kata_toml import Settings, read_settings
from .settings.toml_files import TomlFile, nearest
from .text.source import code_of
from .translation import localized, say

FOLDER = re.compile(r"(\d+)_([a-z][a-z0-9_]*)\Z")
SUFFIXES = (".py", ".ipynb")

Read = TypeVar("Read")


@dataclasses.dataclass(frozen=True)
class Pack:
    """A folder with ``katas/`` and ``reference/`` in it, and the name by which messages call it."""

    name: str
    root: Path


@dataclasses.dataclass(frozen=True)
class Kata:
    """One kata, by its folder.

    Attributes:
        id: what learners call it, and their files.
        number: its place in the teaching order.
    """

    id: str
    number: int
    folder: Path
    pack: str

    @property
    def readme(self) -> Path:
        return self.folder / "README.md"

    @property
    def hints(self) -> Path:
        """A ladder of hints, if there is one."""
        return self.folder / "hints.md"

    @property
    def suite(self) -> Path:
        return self.folder / "suite.py"

    @property
    def stub(self) -> Path:
        """What a learner begins with: ``stub.py`` or ``stub.ipynb``."""
        return _existing(self.folder / "stub", self.id)

    @property
    def hidden(self) -> Path:
        """The folder of its hidden half: the solution, and what proves the suite."""
        return self.folder.parent.parent / "reference" / self.id

    @property
    def reference(self) -> Path:
        """The hidden solution."""
        return _existing(self.hidden / "solution", self.id)

    @property
    def has_reference(self) -> bool:
        """Whether its solution is here; a learner's kit has none."""
        return any((self.hidden / f"solution{suffix}").is_file() for suffix in SUFFIXES)

    @property
    def title(self) -> str:
        """The heading of its task, in the user's language; its id, where the task has nothing in it yet."""
        first = next(iter(localized(self.readme).read_text("utf-8", "replace").lstrip().splitlines()), "")
        return first.lstrip("# ").strip() or self.id

    @functools.cached_property
    def settings(self) -> Settings:
        """What its ``kata.toml`` says; what holds for any kata if it has none.

        Raises:
            UsageError: it says what means nothing; so do all that follow here.
        """
        return read_settings(self._settings_file)

    @property
    def _settings_file(self) -> Path:
        return self.folder / "kata.toml"

    @property
    def limits(self) -> Limits:
        """What a learner's process may use for it."""
        return self.settings.limits

    @property
    def builds_on(self) -> tuple[str, ...]:
        """The ids of the katas that should come first; `check_builds_on` sees to it that there are such katas."""
        return self.settings.builds_on

    @property
    def minutes(self) -> int | None:
        """How long it takes a learner who is new to it, about; None if it does not say."""
        return self.settings.minutes

    @functools.cached_property
    def free(self) -> tuple[str, ...]:
        """The functions whose results the suite does not compare, so that they tell nothing about a mistake."""
        self._check_defined("free", self.settings.free)
        return self.settings.free

    @functools.cached_property
    def names(self) -> tuple[str, ...]:
        """The functions and classes that a submission has to have: ``names`` in its settings, else its stub's."""
        if self.settings.names is not None:
            self._check_defined("names", self.settings.names)
            return self.settings.names
        return tuple(_definitions(self.stub))

    def _check_defined(self, entry: str, names: Iterable[str]) -> None:
        """See to it that the reference has what an entry of the settings names."""
        if not names or not self.has_reference:
            return
        defined = _names(self.reference)
        for name in names:
            if name not in defined:
                words, hint = "{file} defines no {name!r}; {hint}", nearest(name, sorted(defined))
                self._refuse(entry, say(words, file=self.reference.name, name=name, hint=hint))

    def _refuse(self, entry: str, problem: str) -> NoReturn:
        """Refuse what an entry of its ``kata.toml`` says."""
        raise TomlFile(self._settings_file).error((entry,), f"{entry}: {problem}")


def ids_beside(kata: Kata) -> set[str]:
    """The ids of all katas that lie in the same folder."""
    return {match[2] for path in kata.folder.parent.iterdir() if (match := FOLDER.match(path.name))}


def katas_of(pack: Pack) -> list[Kata]:
    """The katas of a pack, in teaching order.

    Raises:
        UsageError: the pack has no ``katas/`` folder, or a kata lacks one of its files.
    """
    found = folders_of(pack)
    for kata in found:
        check_files(kata)
    return found


def folders_of(pack: Pack) -> list[Kata]:
    """The katas of a pack by their folders alone, in teaching order: what is in them is not looked at.

    Raises:
        UsageError: the pack has no ``katas/`` folder.
    """
    folder = pack.root / "katas"
    if not folder.is_dir():
        raise UsageError(say("the pack {pack!r} has no folder {folder}", pack=pack.name, folder=folder))
    matches = [(path, match) for path in folder.iterdir() if path.is_dir() and (match := FOLDER.match(path.name))]
    return sorted((Kata(match[2], int(match[1]), path, pack.name) for path, match in matches), key=_place)


def kata_at(folder: Path, pack: str) -> Kata:
    """The kata in ``folder``.

    Raises:
        UsageError: its name is not of the form ``NN_<id>``, or one of its files is missing.
    """
    match = FOLDER.match(folder.name)
    if not match:
        words = "{folder} is no kata: its name has to be a number, an underscore and an id"
        raise UsageError(say(words, folder=folder))
    kata = Kata(match[2], int(match[1]), folder, pack)
    check_files(kata)
    return kata


def check_files(kata: Kata) -> None:
    """See to it that a kata's folder has all that a learner needs.

    Raises:
        UsageError: a file is missing.
    """
    for path in (kata.readme, kata.suite):
        if not path.is_file():
            raise UsageError(say("the kata in {folder} has no {file}", folder=kata.folder, file=path.name))
    _ = kata.stub


def _existing(stem: Path, kata: str) -> Path:
    for suffix in SUFFIXES:
        path = stem.with_name(stem.name + suffix)
        if path.is_file():
            return path
    one, other = (f"{stem.name}{suffix}" for suffix in SUFFIXES)
    words = (
        "the kata {kata} has no stub: neither {one} nor {other} is in {folder}"
        if stem.name == "stub"
        else "the kata {kata} has no reference: neither {one} nor {other} is in {folder}"
    )
    raise UsageError(say(words, kata=kata, one=one, other=other, folder=stem.parent))


def check_builds_on(katas: Iterable[Kata]) -> None:
    """See to it that all that katas build on are katas, and come before them in their pack's teaching order.

    Args:
        katas: all that there are.

    Raises:
        UsageError: one builds on what is no kata, or comes no earlier.
    """
    known = {kata.id: kata for kata in sorted(katas, key=_place)}
    for kata in known.values():
        check_place(kata, known)


def check_place(kata: Kata, known: Mapping[str, Kata]) -> None:
    """See to it that what a kata builds on are katas, and come before it in their pack's teaching order.

    Args:
        known: all katas that there are, by their ids.

    Raises:
        UsageError: one is none, or comes no earlier; or its settings mean nothing.
    """
    for name in kata.builds_on:
        if name not in known:
            kata._refuse("builds_on", say("there is no kata {name!r}; {hint}", name=name, hint=nearest(name, known)))
        if known[name].pack == kata.pack and _place(known[name]) >= _place(kata):
            kata._refuse(
                "builds_on", say("{name} does not come before {kata} in teaching order", name=name, kata=kata.id)
            )


def _place(kata: Kata) -> tuple[int, str]:
    """What katas are sorted by into teaching order."""
    return kata.number, kata.id


def _definitions(path: Path) -> Iterator[str]:
    """The functions and classes in a file, in its order."""
    for tree in _read(path, ast.parse):
        yield from (each.name for each in tree.body if isinstance(each, ast.FunctionDef | ast.ClassDef))


def _names(path: Path) -> set[str]:
    """All names that a file sets, functions, classes and imports included."""
    tables = _read(path, lambda source: symtable.symtable(source, path.name, "exec"))
    symbols = [symbol for table in tables for symbol in table.get_symbols()]
    return {symbol.get_name() for symbol in symbols if symbol.is_assigned() or symbol.is_imported()}


def _read(path: Path, reader: Callable[[str], Read]) -> list[Read]:
    """What a reader of Python makes of the code in a file, cell by cell.

    Raises:
        UsageError: it is no Python; the message says where.
    """
    found: list[Read] = []
    for cell in code_of(path):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # what looks odd is for whoever runs it
                found.append(reader(cell.python))
        except SyntaxError as error:
            raise UsageError(f"{path}, {cell.where(error.lineno or 1)}: {error.msg}") from None
    return found
