"""A kata is a folder, ``katas/NN_<id>/``: its task, stub and suite. Its solution lies in ``reference/``."""

from __future__ import annotations

import ast
import dataclasses
import functools
import json
import re
import tomllib
from pathlib import Path
from typing import Any

from .boundary.limits import Limits
from .errors import UsageError

FOLDER = re.compile(r"(\d+)_([a-z][a-z0-9_]*)\Z")
SUFFIXES = (".py", ".ipynb")


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
    def suite(self) -> Path:
        return self.folder / "suite.py"

    @property
    def stub(self) -> Path:
        """What a learner begins with: ``stub.py`` or ``stub.ipynb``."""
        return _existing(self.folder / "stub", f"the kata {self.id} has no stub")

    @property
    def hidden(self) -> Path:
        """The folder of its hidden half: the solution, and what proves the suite."""
        return self.folder.parent.parent / "reference" / self.id

    @property
    def reference(self) -> Path:
        """The hidden solution."""
        return _existing(self.hidden / "solution", f"the kata {self.id} has no reference")

    @property
    def title(self) -> str:
        """The heading of its task."""
        first = self.readme.read_text("utf-8").lstrip().splitlines()[0]
        return first.lstrip("# ").strip()

    @functools.cached_property
    def settings(self) -> dict[str, Any]:
        """What its ``kata.toml`` says; nothing if it has none."""
        path = self.folder / "kata.toml"
        try:
            return tomllib.loads(path.read_text("utf-8")) if path.exists() else {}
        except tomllib.TOMLDecodeError as error:
            raise UsageError(f"{path}: {error}") from None

    @property
    def limits(self) -> Limits:
        """What a learner's process may use for it."""
        try:
            return Limits().changed(self.settings.get("limits", {}), str(self.folder / "kata.toml"))
        except ValueError as error:
            raise UsageError(str(error)) from None

    @property
    def builds_on(self) -> tuple[str, ...]:
        """The ids of the katas that should come first."""
        return tuple(self.settings.get("builds_on", ()))

    @property
    def minutes(self) -> int | None:
        """How long it takes a learner who is new to it, about; None if it does not say."""
        minutes = self.settings.get("minutes")
        return minutes if isinstance(minutes, int) else None

    @property
    def free(self) -> tuple[str, ...]:
        """The functions whose results the suite does not compare, so that they tell nothing about a mistake."""
        return tuple(self.settings.get("free", ()))

    @functools.cached_property
    def names(self) -> tuple[str, ...]:
        """The functions and classes that a submission has to have: ``names`` in its settings, else its stub's."""
        if "names" in self.settings:
            return tuple(self.settings["names"])
        tree = ast.parse("\n".join(_code(self.stub)))
        return tuple(node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef))


def ids_beside(kata: Kata) -> set[str]:
    """The ids of all katas that lie in the same folder."""
    return {match[2] for path in kata.folder.parent.iterdir() if (match := FOLDER.match(path.name))}


def katas_of(pack: Pack) -> list[Kata]:
    """The katas of a pack, in teaching order.

    Raises:
        UsageError: the pack has no ``katas/`` folder, or a kata lacks one of its files.
    """
    folder = pack.root / "katas"
    if not folder.is_dir():
        raise UsageError(f"the pack {pack.name!r} has no folder {folder}")
    found = [kata_at(path, pack.name) for path in folder.iterdir() if path.is_dir() and FOLDER.match(path.name)]
    return sorted(found, key=lambda kata: (kata.number, kata.id))


def kata_at(folder: Path, pack: str) -> Kata:
    """The kata in ``folder``.

    Raises:
        UsageError: its name is not of the form ``NN_<id>``, or one of its files is missing.
    """
    match = FOLDER.match(folder.name)
    if not match:
        raise UsageError(f"{folder} is no kata: its name has to be a number, an underscore and an id")
    for name in ("README.md", "suite.py"):
        if not (folder / name).is_file():
            raise UsageError(f"the kata in {folder} has no {name}")
    kata = Kata(match[2], int(match[1]), folder, pack)
    _ = kata.stub
    return kata


def _existing(stem: Path, missing: str) -> Path:
    for suffix in SUFFIXES:
        path = stem.with_name(stem.name + suffix)
        if path.is_file():
            return path
    raise UsageError(f"{missing}: neither {stem.name}.py nor {stem.name}.ipynb is in {stem.parent}")


def _code(path: Path) -> list[str]:
    text = path.read_text("utf-8")
    if path.suffix == ".py":
        return [text]
    return ["".join(cell["source"]) for cell in json.loads(text)["cells"] if cell["cell_type"] == "code"]
