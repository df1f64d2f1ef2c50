"""What a page has to know of the katas, as data: their public files, in every language that there is."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from .. import __version__
from ..kata import Kata
from ..learning.points import highest
from ..text.sections import sections_of
from .tasks import to_html

SCHEMA = "gradkata-course/1"
LANGUAGES = ("en", "de")
SLOWER = 4  # times: so much longer code may take in a browser
LEAST_S = 20


def course(katas: Iterable[Kata]) -> dict[str, Any]:
    """The katas as ``course.json`` has them.

    Raises:
        UsageError: the extra ``site`` is not installed, or a kata's settings mean nothing.
    """
    return {"schema": SCHEMA, "gradkata": __version__, "katas": [_kata(each) for each in katas]}


def _kata(kata: Kata) -> dict[str, Any]:
    return {
        "id": kata.id,
        "title": {language: _title(_text(kata.readme, language)) or kata.id for language in LANGUAGES},
        "minutes": kata.minutes,
        "builds_on": list(kata.builds_on),
        "max_score": highest(kata),
        "file": f"{kata.id}{kata.stub.suffix}",
        "stub": kata.stub.read_text("utf-8"),
        "cells": _cells(kata.stub),
        "task": {language: to_html(_text(kata.readme, language)) for language in LANGUAGES},
        "hints": {language: _hints(kata, language) for language in LANGUAGES},
        "runs": (kata.folder / "run.py").is_file(),
        "shows": (kata.folder / "show.py").is_file(),
        "limit_s": max(LEAST_S, SLOWER * kata.limits.cpu_s),
    }


def _text(path: Path, language: str) -> str:
    """A text in a language, else in English; nothing where there is none."""
    other = path.with_name(f"{path.stem}.{language}{path.suffix}")
    found = other if other.is_file() else path
    return found.read_text("utf-8") if found.is_file() else ""


def _title(task: str) -> str:
    return next(iter(task.lstrip().splitlines()), "").lstrip("# ").strip()


def _hints(kata: Kata, language: str) -> list[dict[str, str]]:
    """The ladder, as `kata hint` climbs it."""
    rungs = [each for each in sections_of(_text(kata.hints, language)) if each.depth == 2]
    return [{"title": each.heading, "html": to_html(each.text.strip("\n"))} for each in rungs]


def _cells(stub: Path) -> dict[str, dict[str, str]]:
    """The words in a notebook, by the ids of their cells: as they stand there, and as a page sets them."""
    if stub.suffix != ".ipynb":
        return {}
    cells = [cell for cell in json.loads(stub.read_text("utf-8"))["cells"] if cell["cell_type"] == "markdown"]
    sources = {cell["id"]: "".join(cell["source"]) for cell in cells}
    return {name: {"source": source, "html": to_html(source)} for name, source in sources.items()}
