"""What several commands do alike."""

from __future__ import annotations

from pathlib import Path

import click

from .. import plugins
from ..kata import FOLDER, SUFFIXES, Kata


def registry(pack: Path | None = None) -> plugins.Registry:
    """Everything that the plugins brought; which of them are left out is told on standard error.

    Args:
        pack: the folder of one more pack, whether it is installed or not.
    """
    found = plugins.load()
    if pack is not None and not katas_in(pack, found):
        found = plugins.load([plugins.Folder(pack)])
    for problem in found.problems:
        click.echo(f"Remark: {problem}", err=True)
    return found


def id_of(name: str) -> str:
    """The id in what somebody calls a kata: its file's name or its folder's will do."""
    path = Path(name)
    stem = path.stem if path.suffix in SUFFIXES else path.name
    return match[2] if (match := FOLDER.match(stem)) else stem


def katas_in(pack: Path, found: plugins.Registry) -> list[Kata]:
    """The katas of the pack in a folder."""
    return [kata for kata in found.katas.values() if kata.folder.parent.parent.resolve() == pack.resolve()]
