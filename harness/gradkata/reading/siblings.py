"""The files beside a submission: those that it imports, and that these import, found by a scan of their texts.

No folder is listed, and nothing else is read, however much lies there.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from ..boundary.program import Parts
from ..kata import SUFFIXES
from ..text.opening import UnreadableError, status
from ..translation import say
from .texts import MAX_SOURCE, are_cells, is_notebook, parts_in

MAX_LOOKED_UP = 1000  # names; of files that are there, far fewer
MAX_READ = 96 << 20  # bytes of all files beside a submission
_IMPORT = re.compile(
    r"\bfrom[ \t]+(?P<whole>\w+)[\w.]*[ \t]+import\b"
    r"|\bimport(?:[ \t]|\\\r?\n)+(?P<names>(?:[^\r\n;#\\]|\\\r?\n)+)"
    r"|\b(?:import_module|__import__)[ \t]*\([ \t]*['\"](?P<called>\w+)"
)
_NAME = re.compile(r"(?:\A|,)[\s\\]*(\w+)")


def imports(text: str) -> Iterator[str]:
    """The names of modules that a program may import, their packages' at most; strings and comments count too."""
    for found in _IMPORT.finditer(text):
        if found["names"] is None:
            yield found["whole"] or found["called"]
        else:
            yield from (match[1] for match in _NAME.finditer(found["names"]))


def reached(parts: Parts, beside: Mapping[str, Parts]) -> set[str]:
    """The names of those modules ``beside`` a program that it imports, or that these import, and of others likewise."""
    found, waiting = set[str](), list(parts)
    while waiting:
        for name in imports(waiting.pop()[1]):
            if name not in found:
                found.add(name)
                waiting += beside.get(name, ())
    return found


class Siblings:
    """The files that a program imports.

    Args:
        folder: where they lie.
        named: the learner's files, by the names that they are imported by, in place of a folder.
        known: names that are looked for no more.

    Attributes:
        modules: texts by name, and ``notebooks`` cells by name.
        why: by name, the reason why what is there cannot be imported.
    """

    def __init__(self, folder: Path, named: Mapping[str, Path] | None, known: Iterable[str]):
        self._folder, self._named, self._known = folder, named, set(known)
        self._room, self._bytes, self._lookups = MAX_SOURCE, MAX_READ, MAX_LOOKED_UP
        self.modules: dict[str, str] = {}
        self.notebooks: dict[str, Parts] = {}
        self.why: dict[str, str] = {}

    def follow(self, texts: Iterable[str]) -> None:
        """Read what these texts import, and what that imports in turn."""
        waiting = list(texts)
        while waiting:
            for name in imports(waiting.pop()):
                if name not in self._known and self._lookups > 0:
                    self._known.add(name)
                    self._lookups -= 1
                    waiting += self._read(name)

    def _read(self, name: str) -> list[str]:
        """The texts of what is imported by this name."""
        try:
            path = self._found(name)
            parts = parts_in(path) if path else ()
        except UnreadableError as error:
            self.why[name] = str(error)
            return []
        if path is None:
            return []
        length = sum(len(text) for _, text in parts)
        if length > self._room:
            words = "{file} is one file too many: together they have more code than any kata needs."
            self.why[name] = say(words, file=path.name)
            return []
        self._room -= length
        if is_notebook(path) or are_cells(parts):
            self.notebooks[name] = parts
        else:
            self.modules[name] = parts[0][1]
        return [text for _, text in parts]

    def _found(self, name: str) -> Path | None:
        """The file of this name: of two the newer, of one age the module."""
        paths = self._paths(name)
        found = [(each.st_mtime_ns, -at, path, each) for at, path in enumerate(paths) if (each := status(path))]
        if not found:
            return None
        _, _, path, chosen = max(found, key=lambda each: each[:2])
        if stat.S_ISREG(chosen.st_mode):
            self._bytes -= chosen.st_size
            if self._bytes < 0:
                words = "{file} is one file too many: together they are larger than any kata needs."
                raise UnreadableError(say(words, file=path.name))
        return path

    def _paths(self, name: str) -> list[Path]:
        if self._named is None:
            return [self._folder / f"{name}{suffix}" for suffix in SUFFIXES]
        return [self._named[name]] if name in self._named else []
