"""Where an author's own file stopped, and at what, in one line: no author has to read a traceback."""

from __future__ import annotations

import traceback
from pathlib import Path

from ..translation import say

MOST_SHOWN = 100  # characters of a line of code


def stumble(error: BaseException, path: Path) -> str:
    """The line of a file that an error was raised in or through last, the error, and the text of the line.

    Of an error that has nothing to do with the file, the error alone.
    """
    if isinstance(error, SyntaxError) and error.filename == str(path):
        return _line(error.lineno or 1, error.msg, error.text or "")
    said = ": ".join(part for part in (type(error).__name__, " ".join(str(error).split())) if part)
    frames = [each for each in traceback.extract_tb(error.__traceback__) if each.filename == str(path)]
    return _line(frames[-1].lineno or 1, said, frames[-1].line or "") if frames else said


def _line(number: int, said: str, text: str) -> str:
    shown = text.strip()[:MOST_SHOWN]
    words = "line {line}: {problem}, in `{code}`" if shown else "line {line}: {problem}"
    return say(words, line=number, problem=said, code=shown)
