"""The katas of a kit as files: a pack whose hidden half is a tape for each kata, and translations of what it says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..kata import Kata
from ..packaging.contents import files_in
from . import NAME

MADE = ("__pycache__", ".ipynb_checkpoints")


def kit_files(katas: Iterable[Kata], tapes: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files by their paths in the pack.

    Args:
        tapes: of each kata, by its id.
    """
    found: dict[str, bytes] = {}
    for kata in katas:
        for name, path in files_in(kata.folder, MADE):
            found[f"katas/{kata.folder.name}/{name}"] = path.read_bytes()
        for path in sorted(kata.hidden.glob("*.po")):
            found[f"reference/{kata.id}/{path.name}"] = path.read_bytes()
        found[f"reference/{kata.id}/{NAME}"] = tapes[kata.id]
    return found
