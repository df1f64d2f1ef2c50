"""``kata site``."""

from __future__ import annotations

from pathlib import Path

import click

from ..errors import UsageError
from ..site.building import build, written_before
from ..translation import say
from .common import registry
from .recording import KATAS, asked_for, tapes


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@KATAS
@click.option(
    "--pyodide", type=click.Path(path_type=Path, exists=True, file_okay=False), metavar="DIR",
    help="Pack Pyodide in, from this folder, for rooms without a network.",
)  # fmt: skip
def site(folder: Path, asked: tuple[str, ...], pyodide: Path | None) -> None:
    """Write the katas into the folder DIR as a page for any web server, in which Python runs in the browser.

    Without --kata, all katas are in it. A page that was written before is replaced.
    """
    katas = asked_for(registry(), asked)
    written_before(folder)
    try:
        built = build(katas, tapes(katas), folder, pyodide)
    except OSError as error:
        words = "{path} cannot be written ({reason})"
        raise UsageError(say(words, path=error.filename or folder, reason=error.strerror)) from None
    size = f"{built.size / 1e6:.1f} MB"
    click.echo(say("The page is in {folder}: {files} files, {size}.", folder=folder, files=built.files, size=size))
    click.echo(say("To look at it here: {command}", command=f"python -m http.server --directory {folder}"))
