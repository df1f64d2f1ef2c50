"""What a learner's code raised or warned of, as plain data."""

from __future__ import annotations

import builtins
import traceback
import warnings
from collections.abc import Collection
from typing import Any

MAX_TEXT = 500  # characters of a learner's message that are passed on
MAX_WARNINGS = 20
MAX_FRAMES = 20


def failure(error: BaseException, files: Collection[str]) -> dict[str, Any]:
    """An exception, with the lines that it went through in ``files``, which are the learner's own, innermost last."""
    frames = [
        [frame.filename, frame.lineno or 0, frame.name, (frame.line or "").strip()[:MAX_TEXT]]
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename in files
    ]
    if isinstance(error, SyntaxError) and isinstance(error.filename, str) and error.filename in files:
        line = error.lineno if isinstance(error.lineno, int) else 0
        frames.append([error.filename, line, "", text(error.text or "").strip()])
    return {
        "type": type(error).__name__,
        "bases": [base.__name__ for base in type(error).__mro__ if getattr(builtins, base.__name__, None) is base],
        "message": text(error.msg if isinstance(error, SyntaxError) else error),
        "errno": error.errno if isinstance(error, OSError) else 0,
        "frames": frames[-MAX_FRAMES:],
    }


def too_much(error: Exception) -> dict[str, Any]:
    """What stands for an answer that cannot be sent."""
    return {"type": "", "bases": [], "message": f"gives too much: {error}", "frames": []}


def heard(caught: list[warnings.WarningMessage]) -> list[list[str]]:
    """Warnings, each by its kind and its text."""
    return [[each.category.__name__, text(each.message)] for each in caught[:MAX_WARNINGS]]


def text(value: object) -> str:
    """What a learner's object says of itself; nothing if it cannot."""
    try:
        return str(value)[:MAX_TEXT]
    except Exception:
        return ""
