"""What several commands do alike."""

from __future__ import annotations

from pathlib import Path

import click

from .. import plugins
from ..kata import Kata


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


def katas_in(pack: Path, found: plugins.Registry) -> list[Kata]:
    """The katas of the pack in a folder."""
    return [kata for kata in found.katas.values() if kata.folder.parent.parent.resolve() == pack.resolve()]
