"""``kata show``."""

from __future__ import annotations

from pathlib import Path

import click

from ..destination import Destination, destination
from ..errors import UsageError
from ..finding.workspace import find_workspace_here, from_here
from ..grader import Grader
from ..learning.folders import check_room, make_folder
from ..learning.progress import Progress
from ..reports import drawing, pictures
from ..reports.wrapping import wrapped
from ..results import Status
from ..showing.showing import shown
from ..translation import say
from .common import kata_called, kata_ids, registry

FOLDER = "pictures"


@click.command()
@click.argument("kata", metavar="ID", shell_complete=kata_ids)
@click.option(
    "--out", type=click.Path(path_type=Path), help="Where to save it: .png, .svg or .pdf.  [work/pictures/ID.png]"
)
def show(kata: str, out: Path | None) -> None:
    """Save a picture that makes kata ID visible, computed with your own functions if they are right."""
    found = registry()
    chosen = kata_called(kata, found)
    workspace = find_workspace_here(found.katas)
    path = out or workspace.work / FOLDER / f"{chosen.id}.png"
    form = drawing.form_of(path)
    pictures.check_there()
    target = _seen_to(path, is_asked_for=out is not None)
    is_known_wrong = Progress(workspace).of(chosen.id).status == Status.FAILED
    with Grader(found.katas.values(), found.answers, is_trusted=True) as grader:
        picture = shown(chosen, grader, found.answers, workspace.work, is_known_wrong=is_known_wrong)
    _save(drawing.render_picture(picture.picture, picture.origin, form), path, target)
    click.echo(say("The picture is in {path}", path=from_here(path)))
    for paragraph in (picture.picture.caption, picture.origin):
        click.echo("\n".join(wrapped(paragraph)))


def _seen_to(path: Path, *, is_asked_for: bool) -> Destination | None:
    """See to it that a picture can be saved, before time is spent on it; give where, if that is there already."""
    if not is_asked_for:
        check_room(path.parent)
    _refuse_others(path, is_asked_for=is_asked_for)
    return destination(path) if is_asked_for else None


def _save(data: bytes, path: Path, target: Destination | None) -> None:
    """Write a picture, over another that is one of ours or over nothing."""
    try:
        if target is None:
            make_folder(path.parent)
        _refuse_others(path, is_asked_for=target is not None)
        (target or destination(path)).write(data)
    except OSError as error:
        raise UsageError(say("{path} cannot be written ({reason})", path=path, reason=error.strerror)) from None


def _refuse_others(path: Path, *, is_asked_for: bool) -> None:
    """See to it that no file is written over that is none of ours."""
    try:
        is_others = path.is_file() and not drawing.is_own(path.read_bytes())
    except OSError as error:
        raise UsageError(say("{path} cannot be written ({reason})", path=path, reason=error.strerror)) from None
    if not is_others:
        return
    if is_asked_for:
        raise UsageError(say("{path} is there already, and is no picture of `kata show`: give another name", path=path))
    message = "{path} is there already, and is no picture of `kata show`: say with --out where to save this one"
    raise UsageError(say(message, path=path))
