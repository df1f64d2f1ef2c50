"""Text from a learner's process, made safe to print."""

from __future__ import annotations

import unicodedata

MAX_LENGTH = 500
MAX_LINE = 4000


def clean(text: object, length: int = MAX_LENGTH) -> str:
    """``text`` without control characters, invisible marks or halves of characters, in one line of at most ``length``.

    A terminal obeys escape sequences, and marks that turn the direction of writing can make a grade read otherwise.
    """
    if not isinstance(text, str):
        return ""
    shown = "".join(" " if _is_unsafe(letter) else letter for letter in text[: 4 * length])
    line = " ".join(shown.split())
    return line if len(line) <= length else line[: length - 1] + "…"


def clean_lines(text: str) -> str:
    """Text of several lines, each as `clean` has it but for its indentation: what is told to whoever grades."""
    lines = [(line, line.lstrip(" ")) for line in text.split("\n")]
    return "\n".join(" " * (len(line) - len(rest)) + clean(rest, MAX_LINE) for line, rest in lines)


def clean_columns(text: str) -> str:
    """Text of several lines without what `clean` leaves out, and each character in its column: what code prints."""
    lines = (line.expandtabs() for line in text.split("\n"))
    return "\n".join("".join(" " if _is_unsafe(letter) else letter for letter in line).rstrip() for line in lines)


def _is_unsafe(letter: str) -> bool:
    return unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
