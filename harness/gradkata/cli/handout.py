"""``kata handout``."""

from __future__ import annotations

from pathlib import Path

import click

from ..errors import UsageError
from ..finding.workspace import from_here
from ..translation import say
from .common import kata_ids, registry
from .recording import asked_for, tapes


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--kata", "asked", metavar="ID", multiple=True, shell_complete=kata_ids,
    help="Hand out this kata; may be given several times. Without it, all of them.",
)  # fmt: skip
def handout(folder: Path, asked: tuple[str, ...]) -> None:
    """Make a kit for learners in DIR, and the same as DIR.zip: katas and recorded answers, and no solution.

    It is installed once with pip and then works without the network. The first kit takes some minutes, since every
    known mistake is asked what it answers; that is kept for the next time.
    """
    from ..kit import handout as kits  # takes numpy, which a shell that completes ids has no time for

    katas = asked_for(registry(), asked)
    folder = folder.expanduser()
    kits.place_for(folder)
    files = kits.kit(katas, tapes(katas))
    try:
        archive = from_here(kits.write(folder, files))
    except OSError as error:
        raise UsageError(say("{path} cannot be written ({reason})", path=folder, reason=error.strerror)) from None
    size = sum(map(len, files.values())) / 2**20
    words = "The kit is in {folder}, and the same in {archive} ({size:.1f} MiB). It has: {katas}"
    said = say(words, folder=folder, archive=archive, size=size, katas=", ".join(kata.id for kata in katas))
    click.echo(said, err=True)
    click.echo(
        say("Nothing in it is a solution. Hand out {archive}; its README.md says the rest.", archive=archive), err=True
    )
