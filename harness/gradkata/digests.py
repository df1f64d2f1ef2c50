"""Digests: two that are equal stand for the same text, or for katas that judge alike."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from pathlib import Path
from typing import Any

from .kata import Kata

HERE = Path(__file__).parent
READ = ".md"  # what learners read judges nobody
BUILT_IN = "built-in"  # where an installed wheel has its katas

# What a result depends on; all else of gradkata's code finds work, sends it somewhere, or tells what came of it.
JUDGES = (
    "boundary", "explaining", "grader.py", "judging", "kata.py", "patience.py", "reading", "results.py",
    "second_opinion.py", "settings", "suite.py", "text", "tolerances.py",
)  # fmt: skip


def digest(value: Any) -> str:
    """The digest of something that JSON can say."""
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()


def digest_of(kata: Kata) -> str:
    """The digest of a kata's two folders, but for what learners read."""
    return digest([_files(kata.folder), _files(kata.hidden)])


def own(folder: Path = HERE) -> str:
    """The digest of gradkata's own code, but for the katas that an installed wheel has in the same folder."""
    return digest([(path.as_posix(), _of(folder / path)) for path in _code(folder) if path.parts[0] != BUILT_IN])


def judging(folder: Path = HERE, rooms: Collection[str] = JUDGES) -> str:
    """The digest of that part of gradkata's code on which results depend, whatever their kata."""
    return digest([(path.as_posix(), _of(folder / path)) for path in _code(folder) if path.parts[0] in rooms])


def _code(folder: Path) -> list[Path]:
    return sorted(path.relative_to(folder) for path in folder.rglob("*.py"))


def _files(folder: Path) -> list[tuple[str, str]]:
    found = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != READ)
    inside = [(path.relative_to(folder), path) for path in found]
    return [
        (short.as_posix(), _of(path))
        for short, path in inside
        if not any(part == "__pycache__" or part.startswith(".") for part in short.parts)
    ]


def _of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
