"""``kata new``."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from ..authoring.creating import Created, create
from ..authoring.packs import is_pack, pack_around
from ..errors import UsageError
from ..finding.workspace import from_here
from ..translation import say
from .common import kata_ids, registry


@click.command()
@click.argument("name", metavar="ID")
@click.option("--pack", type=click.Path(path_type=Path), metavar="DIR", help="The folder of a pack, new or not.")
@click.option("--after", metavar="KATA", default="", shell_complete=kata_ids, help="The kata that it builds on.")
def new(name: str, pack: Path | None, after: str) -> None:
    """Make a new kata ID, an example that holds, for you to replace.

    It is put into the pack that you are in, or with --pack into the one in the folder DIR. If there is no pack, one is
    made there that pip can install. Nothing that is there already is changed.
    """
    try:
        made = _made(name, pack or pack_around(Path.cwd()), after)
    except OSError as error:  # of a folder on the way to it
        raise UsageError(say("{path} cannot be read: {reason}", path=error.filename, reason=error.strerror)) from None
    for line in _told(made):
        click.echo(line)


def _made(name: str, root: Path | None, after: str) -> Created:
    if root is None:
        words = "this is no folder of a pack, which has katas/ and reference/; `kata new {name} --pack DIR` makes one"
        raise UsageError(say(words, name=name))
    return create(name, root, registry(root if is_pack(root) else None), after)


def _told(made: Created) -> list[str]:
    kept = [from_here(made.pack / each) for each in made.kept]
    lines = [say("{path} is there already, and stays as it is.", path=each) for each in kept]
    if made.is_new_pack:
        lines.append(say("{folder} is a new pack.", folder=from_here(made.pack)))
    return [
        *lines,
        say("{folder} is what learners read. Begin with its README.md.", folder=_folder(made, "katas", made.folder)),
        say("{folder} is what they do not see.", folder=_folder(made, "reference", made.id)),
        say("Both are a small example that holds: put your own in its place, file by file."),
        say("What to do first, and what is proved so far: {command}", command=_audit(made)),
        say("The same at each save: {command}", command=f"{_audit(made)} --watch"),
        *_installed(made),
    ]  # fmt: skip


def _folder(made: Created, *names: str) -> str:
    return f"{from_here(made.pack.joinpath(*names))}/"


def _audit(made: Created) -> str:
    is_around = pack_around(Path.cwd()) == made.pack.resolve()
    return (
        f"kata audit {made.id}"
        if is_around
        else f"kata audit {made.id} --pack {shlex.quote(str(from_here(made.pack)))}"
    )


def _installed(made: Created) -> list[str]:
    if not made.is_new_pack:
        return []
    command = f"pip install -e {shlex.quote(str(from_here(made.pack)))}"
    return [say("To have it in `kata list` with all others: {command}", command=command)]
