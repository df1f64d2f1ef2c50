"""A command of ``kata``, as a plugin names it: imported only when it is called."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from .lazy import resolved

if TYPE_CHECKING:
    import click


@dataclasses.dataclass(frozen=True)
class Command:
    """A command.

    Attributes:
        name: what a user types.
        help: its line in ``kata --help``.
        command: a click command, or where to import it, as in ``"my_pack.cli:serve"``.
    """

    name: str
    help: str
    command: click.Command | str

    def loaded(self) -> click.Command:
        """The click command."""
        found: click.Command = resolved(self.command)
        return found
