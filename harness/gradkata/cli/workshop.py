"""``kata workshop``."""

from __future__ import annotations

import contextlib
import secrets
import sys
import webbrowser
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ..errors import UsageError
from ..executors import cores
from ..finding.workspace import from_here
from ..interruption import Interrupted
from ..translation import say, say_many
from . import executing
from .common import registry
from .recording import KATAS, asked_for, pages_of
from .serve import HERE, ROOM_PORT

if TYPE_CHECKING:
    from ..kata import Kata
    from ..plugins import Registry
    from ..workshop.server import Workshop

LEVELS = ("auto", "strict", "filter")
Function = TypeVar("Function", bound=Callable[..., Any])

AFTER = (
    click.option(
        "--export", "into", metavar="DIR", type=click.Path(path_type=Path), help="Write all that was kept into DIR."
    ),
    click.option("--forget", metavar="NAME", help="Delete all that is kept of one learner."),
    click.option("--delete", "deletes", is_flag=True, help="Delete all that is kept of everybody."),
    click.option("--yes", is_flag=True, help="With --delete and --forget, do not ask."),
)
EXTRA = ("starlette", "uvicorn", "segno", "markdown_it")


ROOM = (
    click.option("--host", metavar="ADDRESS", help="Let the room in: 0.0.0.0 is all of your network."),
    click.option("--port", type=click.IntRange(0, 65535), help="Listen at this port.  [8700, or the one of last time]"),
    KATAS,
    click.option(
        "--pyodide", type=click.Path(path_type=Path, exists=True, file_okay=False), metavar="DIR",
        help="Have the page check in the browser, too, with the Pyodide in this folder.",
    ),
    click.option(
        "--isolation", type=click.Choice(LEVELS), default="auto", show_default=True,
        help="What keeps learners' code in.",
    ),
    click.option("--jobs", type=click.IntRange(min=1), help="How many submissions to judge at a time.  [one a core]"),
    click.option("--board-host", "is_far", is_flag=True, help="Let the board be opened on other machines, too."),
    click.option("--open", "opens", is_flag=True, help="Open the board in your browser."),
)  # fmt: skip


def options(command: Function) -> Function:
    """The options of a room, and of what is done after it."""
    for option in reversed((*ROOM, *AFTER)):
        command = option(command)
    return command


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@options
def workshop(
    folder: Path, into: Path | None, forget: str | None, deletes: bool, yes: bool, **how: Any
) -> None:  # fmt: skip
    """Open a room: learners hand in from a page or a terminal, and you see on a board where they are stuck.

    All that is kept lies in the folder DIR, with the class's gradebook.db; the same command again goes on with it. What
    is handed in is judged on this machine, and nothing leaves it.

    Without --host, only this machine reaches the room.
    """
    if sum((into is not None, forget is not None, deletes)) > 1:
        raise UsageError(say("--export, --forget and --delete are one thing each: say one at a time"))
    if into is not None:
        _export(folder, into)
    elif forget is not None:
        _forget(folder, forget, is_sure=yes)
    elif deletes:
        _delete(folder, is_sure=yes)
    else:
        _run(folder, **how)


def _run(
    folder: Path, host: str | None, port: int | None, asked: Sequence[str], pyodide: Path | None, isolation: str,
    jobs: int | None, is_far: bool, opens: bool,
) -> None:  # fmt: skip
    found = registry()
    katas = asked_for(found, asked)
    _check_references(katas, found)
    _check_extra()
    from ..gradebook.book import Gradebook
    from ..grader import Grader
    from ..serving.pages import API
    from ..serving.server import Place
    from ..workshop import files
    from ..workshop.records import Records
    from ..workshop.settings import Settings

    place = Place(host or HERE, 0)
    with contextlib.ExitStack() as stack:
        stack.enter_context(files.alone(files.made(folder)))
        grader = stack.enter_context(Grader(found.katas.values(), found.answers))
        level = executing.opened(grader, isolation)
        pages = pages_of(katas, pyodide, room=API)
        book = stack.enter_context(Gradebook.writing(folder / files.GRADEBOOK))
        records = stack.enter_context(Records(folder / files.RECORDS))
        grader.collect([kata.id for kata in katas])
        settings = Settings({each.id: each for each in katas}, found.katas, book.seed_or(secrets.randbits(32)), level)
        place.port = records.value("port", ROOM_PORT) if port is None else port
        from ..workshop.server import Workshop

        room = Workshop(settings, records, book, grader, place, pages, jobs or cores(), is_far=is_far)
        records.keep("port", room.port)
        room.run(lambda: _tell(room, folder, opens=opens))
        raise Interrupted(_at_the_end(folder, room))


def _check_references(katas: Sequence[Kata], found: Registry) -> None:
    """See to it that a seed of the room's own can be answered.

    Raises:
        UsageError: there are answers to those of a tape alone.
    """
    if any(found.answers.seeds(kata) for kata in katas):
        words = "this is a learner's kit, whose answers are recorded: a room asks its own, and needs the references"
        raise UsageError(say(words))


def _check_extra() -> None:
    """See to it that what serves a room is installed.

    Raises:
        UsageError: it is not.
    """
    import importlib.util

    if not all(importlib.util.find_spec(name) for name in EXTRA):
        words = "a room needs what the extra `workshop` brings: pip install 'gradkata[workshop]'"
        raise UsageError(say(words))


def _tell(room: Workshop, folder: Path, *, opens: bool) -> None:
    if not room.is_private and sys.stdout.isatty():
        from ..workshop.server import qr_in_terminal

        click.echo(qr_in_terminal(room.address))
    click.echo(say("The room:  {address}", address=room.address))
    click.echo(say("Your board: {address}", address=room.board))
    if room.is_private:
        click.echo(say("Only this machine reaches the room; with --host 0.0.0.0, all of your network does."))
    else:
        click.echo(say("Whoever is in your network reaches the room, and what passes there can be read: there is no "
                       "https."))  # fmt: skip
    click.echo(
        say("The board's address is for you alone. All that is kept lies in {folder}.", folder=from_here(folder))
    )
    click.echo(say("Ctrl-C ends it; the same command again goes on."))
    sys.stdout.flush()
    if opens:
        webbrowser.open(room.board)


def _at_the_end(folder: Path, room: Workshop) -> str:
    waiting = len(room.room.work.queue) + room.room.work.queue.served
    words = say("all that was handed in is kept in {folder}", folder=from_here(folder))
    if not waiting:
        return words
    one = "{words}; {number} piece of work is not judged yet, and is when the room is open again"
    many = "{words}; {number} pieces of work are not judged yet, and are when the room is open again"
    return say_many(one, many, waiting, words=words)


def _there(folder: Path) -> None:
    """See to it that there is a workshop.

    Raises:
        UsageError: there is none.
    """
    from ..workshop.files import is_ours

    if not is_ours(folder):
        raise UsageError(say("there is no workshop in {folder}", folder=folder))


def _export(folder: Path, into: Path) -> None:
    from ..workshop.exporting import NAMES, export

    _there(folder)
    found = registry()
    written = export(folder, into, found.katas, found.formats)
    click.echo(say("All that was kept is in {folder}: {names}", folder=from_here(into), names=", ".join(written)))
    if NAMES in written:
        words = "Not every name can be a folder's: {file} says whose folder is called otherwise."
        click.echo(say(words, file=NAMES))


def _forget(folder: Path, name: str, *, is_sure: bool) -> None:
    from ..gradebook.book import Gradebook
    from ..workshop import files
    from ..workshop.records import Records

    _there(folder)
    with contextlib.ExitStack() as stack:
        stack.enter_context(files.alone(folder))
        book = stack.enter_context(Gradebook.writing(folder / files.GRADEBOOK))
        records = stack.enter_context(Records(folder / files.RECORDS))
        known = {*records.tokens().values(), *(each.learner for each in book.heads())}
        if name not in known:
            raise UsageError(_nobody(name, known))
        _ask(say("Delete all that is kept of {name}?", name=name), is_sure=is_sure)
        records.forget(name)
        count = book.forget(name)
    one, many = "{number} result of {name} is deleted", "{number} results of {name} are deleted"
    click.echo(say_many(one, many, count, name=name))


def _nobody(name: str, known: set[str]) -> str:
    from ..plugins import nearest

    hint = nearest(name, known) or say("the board shows the names")
    return say("nobody here is called {name!r}; {hint}", name=name, hint=hint)


def _delete(folder: Path, *, is_sure: bool) -> None:
    from ..workshop import files

    _there(folder)
    with files.alone(folder):
        question = say("Delete all that is kept in {folder}: names, work, results?", folder=from_here(folder))
        _ask(question, is_sure=is_sure)
        left = files.remove(folder)
    click.echo(say("All that was kept in {folder} is deleted.", folder=from_here(folder)))
    if left:
        names = ", ".join(each.name for each in left)
        click.echo(say("What else lies there stays: {names}", names=names))


def _ask(question: str, *, is_sure: bool) -> None:
    """Go on if somebody says so.

    Raises:
        UsageError: nobody does.
    """
    if is_sure:
        return
    if not sys.stdin.isatty():
        raise UsageError(say("{question} Say so with --yes.", question=question))
    if not click.confirm(question, err=True):
        raise UsageError(say("nothing is deleted"))
