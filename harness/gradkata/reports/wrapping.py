"""Text for a terminal: at most 80 columns wide, and readable without colour."""

from __future__ import annotations

import textwrap

WIDTH = 80


def points(number: float) -> str:
    """A number of points without needless decimals."""
    return f"{number:g}"


def wrapped(text: str, first: str = "", margin: str = "") -> list[str]:
    """Lines of at most 80 columns; the first begins with ``first``, the others with ``margin``."""
    return textwrap.wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=margin, break_long_words=True, break_on_hyphens=False
    )
