"""``kata package``."""

from __future__ import annotations

import secrets
from pathlib import Path

import click

from ..destination import destination
from ..errors import UsageError
from ..packaging import PackageFormat
from ..packaging.ordering import order
from ..plugins import Registry, nearest
from ..translation import language, say
from .common import kata_called, kata_ids, registry

SEED_BITS = 63


@click.command()
@click.argument("name", metavar="[FORMAT]", required=False)
@click.option(
    "--kata", "asked", metavar="ID", multiple=True, shell_complete=kata_ids,
    help="Have it grade this kata; may be given several times.",
)  # fmt: skip
@click.option("--out", type=click.Path(path_type=Path), help="Where to write the package.")
@click.option("--seed", type=click.IntRange(min=0), help="Draw all inputs from this seed: the same package once more.")
def package(name: str | None, asked: tuple[str, ...], out: Path | None, seed: int | None) -> None:
    """Make an autograder that a platform takes: gradkata and its katas, ready to upload or to commit.

    Without FORMAT, all formats are listed. Without --kata, it grades all katas.
    """
    found = registry()
    if name is None:
        _list(found)
        return
    form, ids = _called(name, found), [kata_called(each, found).id for each in asked]
    place = out or Path(form.file)
    file = destination(place)
    wanted = order(found.katas, ids, secrets.randbits(SEED_BITS) if seed is None else seed, language())
    data = form(wanted)
    try:
        file.write(data)
    except OSError as error:
        raise UsageError(say("{path} cannot be written ({reason})", path=place, reason=error.strerror)) from None
    click.echo(say("The package is in {path}. It grades: {katas}", path=place, katas=", ".join(wanted.asked)), err=True)
    words = "Keep its seed to yourself: whoever hands in again is asked the same. --seed {seed} makes the same package."
    click.echo(say(words, seed=wanted.seed), err=True)
    if form.remark:
        click.echo(say("Remark: {words}", words=say(form.remark)), err=True)


def _list(found: Registry) -> None:
    width = max(map(len, found.packages))
    for form in found.packages.values():
        click.echo(f"{form.name.ljust(width)}  {say(form.help)}")


def _called(name: str, found: Registry) -> PackageFormat:
    """The format that somebody names.

    Raises:
        UsageError: there is none; the message names the nearest.
    """
    if name.lower() in found.packages:
        return found.packages[name.lower()]
    hint = nearest(name.lower(), found.packages) or say("there are {names}", names=", ".join(found.packages))
    raise UsageError(say("there is no package format {name!r}; {hint}", name=name, hint=hint))
