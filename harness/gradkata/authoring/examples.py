"""Which files of a kata are still the example that it was made with."""

from __future__ import annotations

from ..kata import Kata
from .rendering import kata_files

NOT_SHOWN = ("kata.toml",)  # what it says may well stay


def unchanged(kata: Kata) -> tuple[str, ...]:
    """Their names in the pack's folder, in the order in which an author replaces them."""
    root = kata.folder.parent.parent
    files = kata_files(kata.id, kata.folder.name)
    return tuple(
        name for name, text in files.items()
        if not name.endswith(NOT_SHOWN) and (root / name).is_file() and (root / name).read_bytes() == text.encode()
    )  # fmt: skip
