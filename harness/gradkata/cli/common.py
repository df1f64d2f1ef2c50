"""What several commands do alike."""

from __future__ import annotations

import contextlib
import tempfile
from pathlib import Path

import click

from .. import plugins
from ..errors import UsageError
from ..finding.workspace import Workspace, find_workspace_here
from ..kata import FOLDER, SUFFIXES, Kata
from ..learning.standing import Standing, standing
from ..translation import say


def registry(pack: Path | None = None) -> plugins.Registry:
    """Everything that the plugins brought; which of them are left out is told on standard error.

    Args:
        pack: the folder of one more pack, whether it is installed or not.
    """
    found = plugins.load()
    if pack is not None and not katas_in(pack, found):
        found = plugins.load([plugins.Folder(pack)])
    for problem in found.problems:
        click.echo(say("Remark: {words}", words=problem), err=True)
    return found


def katas_in(pack: Path, found: plugins.Registry) -> list[Kata]:
    """The katas of the pack in a folder, those that are left out among them, in teaching order."""
    katas = [*found.katas.values(), *(each.kata for each in found.broken.values())]
    own = (kata for kata in katas if kata.folder.parent.parent.resolve() == pack.resolve())
    return sorted(own, key=lambda kata: (kata.number, kata.id))


def id_of(name: str) -> str:
    """The id in what somebody calls a kata: its file's name or its folder's will do."""
    path = Path(name)
    stem = path.stem if path.suffix in SUFFIXES else path.name
    return match[2] if (match := FOLDER.match(stem)) else stem


def kata_called(name: str, found: plugins.Registry) -> Kata:
    """The kata that somebody names, as `id_of` reads it.

    Raises:
        UsageError: there is none; the message names the nearest.
    """
    return found.kata(id_of(name))


def refuse_elsewhere(name: str, workspace: Workspace) -> None:
    """See to it that a path which somebody names lies in ``work/``: another file is not to be taken for the one there.

    Raises:
        UsageError: it lies elsewhere.
    """
    path = Path(name)
    if path.suffix in SUFFIXES and len(path.parts) > 1 and path.absolute().parent.resolve() != workspace.work.resolve():
        words = "{path} is not in {folder}, which is checked: put it there, or `kata grade {path}` grades it as it is"
        raise UsageError(say(words, path=path, folder=workspace.work))


def kata_ids(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """The ids that begin with what is typed, for a shell that completes them: none, and no word, where that fails."""
    with contextlib.suppress(Exception):
        return [kata for kata in plugins.load().katas if kata.startswith(incomplete)]
    return []


def scratch() -> Path:
    """A folder that lasts as long as the command.

    Raises:
        UsageError: none can be made.
    """
    try:
        return Path(click.get_current_context().with_resource(tempfile.TemporaryDirectory(prefix="kata-")))
    except OSError as error:
        raise UsageError(say("no folder to unpack into can be made ({reason})", reason=error.strerror)) from None


def workspace_here(found: plugins.Registry) -> Workspace:
    """The workspace in which the command is typed."""
    return find_workspace_here(found.katas)


def standing_here(found: plugins.Registry) -> Standing:
    """Where the learner stands in whose workspace the command is typed; what they should know besides is said."""
    now = standing(found, workspace_here(found))
    for remark in now.remarks:
        click.echo(remark, err=True)
    return now
