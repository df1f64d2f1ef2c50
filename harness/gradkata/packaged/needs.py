"""Whether all is installed that grading needs: ``python -m gradkata.packaged.needs`` ends with 0 then, else with 1."""

from __future__ import annotations

import importlib.metadata
import re
import sys
from pathlib import Path

FILE = Path(__file__).resolve().parents[2] / "requirements.txt"  # beside the folder gradkata/ of a package


def missing(file: Path = FILE) -> list[str]:
    """The lines of the file that what is installed does not fulfil: each a name, and the least version."""
    return [line for line in file.read_text("utf-8").splitlines() if not _is_there(*line.split(">="))]


def _is_there(name: str, least: str = "0") -> bool:
    try:
        return _numbers(importlib.metadata.version(name)) >= _numbers(least)
    except importlib.metadata.PackageNotFoundError:
        return False


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", version)))


if __name__ == "__main__":
    sys.exit(bool(missing()))
