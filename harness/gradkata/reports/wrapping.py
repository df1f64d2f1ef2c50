"""Text for a terminal: at most 80 columns wide, fewer where it has fewer, and readable without colour."""

from __future__ import annotations

import contextlib
import textwrap
from collections.abc import Iterator

WIDTH = 80
NARROWEST = 30
MARGIN = "  "

_width = WIDTH  # of what is shown: a process shows it on one screen


def narrow_to(columns: int) -> None:
    """Have lines be no longer than a screen of so many columns shows; never longer than 80."""
    global _width
    _width = min(WIDTH, max(columns, NARROWEST))


@contextlib.contextmanager
def narrowed(columns: int) -> Iterator[None]:
    """Have lines be shorter by so many columns meanwhile."""
    global _width
    before, _width = _width, _width - columns
    try:
        yield
    finally:
        _width = before


def width() -> int:
    """How many columns lines may have."""
    return _width


def points(number: float) -> str:
    """A number of points without needless decimals."""
    return f"{number:g}"


def wrapped(text: str, first: str = "", margin: str = "") -> list[str]:
    """Lines of at most 80 columns; the first begins with ``first``, the others with ``margin``."""
    if len(margin) > width() // 2:
        margin = " " * (width() // 4)
    return textwrap.wrap(
        text, width(), initial_indent=first, subsequent_indent=margin, break_long_words=True, break_on_hyphens=False
    )
