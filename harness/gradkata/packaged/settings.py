"""What a package says to itself: what to grade, and from which seed."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

FILE = Path(__file__).resolve().parents[2] / "settings.json"  # beside the folder gradkata/ of a package


@dataclasses.dataclass(frozen=True)
class Settings:
    """The settings of a package.

    Attributes:
        katas: the ids of those that are graded.
        seed: what all inputs are drawn from; no learner is told.
        language: that of all words, as a two-letter code.
        limit_s: after how many seconds on the clock what has been judged is reported.
    """

    katas: tuple[str, ...]
    seed: int
    language: str
    limit_s: float


def settings(file: Path = FILE) -> Settings:
    """The settings in the file.

    Raises:
        OSError, ValueError, KeyError: they cannot be read.
    """
    values = json.loads(file.read_text("utf-8"))
    return Settings(tuple(values["katas"]), values["seed"], values["language"], values["limit_s"])
