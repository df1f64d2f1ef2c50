"""Digests: two that are equal stand for the same text, or for katas that judge alike."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from .kata import Kata

READ = ".md"  # what learners read judges nobody


def digest(value: Any) -> str:
    """The digest of something that JSON can say."""
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()


def digest_of(kata: Kata) -> str:
    """The digest of a kata's two folders, but for what learners read."""
    return digest([_files(kata.folder), _files(kata.hidden)])


def own() -> str:
    """The digest of gradkata's own code, but for the katas that an installed wheel has in the same folder."""
    here = Path(__file__).parent
    paths = sorted(path.relative_to(here) for path in here.rglob("*.py"))
    return digest([(path.as_posix(), _of(here / path)) for path in paths if path.parts[0] != "built-in"])


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
