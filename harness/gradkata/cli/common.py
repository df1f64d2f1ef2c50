"""What several commands do alike."""

from __future__ import annotations

import click

from .. import plugins


def registry() -> plugins.Registry:
    """Everything that the plugins brought; which of them are left out is told on standard error."""
    found = plugins.load()
    for problem in found.problems:
        click.echo(f"Remark: {problem}", err=True)
    return found
