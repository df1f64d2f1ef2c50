"""``kata serve``."""

from __future__ import annotations

import threading
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..finding.workspace import from_here
from ..interruption import Interrupted
from ..translation import say
from .common import registry, workspace_here
from .recording import KATAS, asked_for, pages_of

if TYPE_CHECKING:
    from ..finding.workspace import Workspace
    from ..kata import Kata
    from ..serving.api import Api
    from ..serving.server import Place, Server

HERE = "127.0.0.1"
ROOM_PORT = 8700  # always the same: browsers keep what is written there for one address
LOOK_S = 1.0  # how often to look for Ctrl-C where nothing wakes a process that waits


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), help="Listen at this port.  [a free one; 8700 with --host]")
@click.option("--host", metavar="ADDRESS", help="Let others in, too: 0.0.0.0 is all of your network.")
@KATAS
@click.option(
    "--pyodide", type=click.Path(path_type=Path, exists=True, file_okay=False), metavar="DIR",
    help="Take Pyodide from this folder, for rooms without a network.",
)  # fmt: skip
@click.option("--open", "opens", is_flag=True, help="Open the page in your browser.")
def serve(port: int | None, host: str | None, asked: tuple[str, ...], pyodide: Path | None, opens: bool) -> None:
    """Serve the katas as a page on this machine, with your files in work/ behind it, until you press Ctrl-C.

    What you write in the page is saved in work/ as you write it, and what your editor saves there is shown in the page.
    The address is for this machine alone, and has a secret in it.

    With --host, others open the page, too. Then your files are not behind it: whoever opens it has their work in their
    own browser, as with `kata site`.
    """
    from ..serving.server import Place, serving

    found = registry()
    katas = asked_for(found, asked)
    place = Place(host or HERE, _port(port, host))
    workspace = workspace_here(found)
    api = _api(katas, workspace) if place.is_private else None
    pages = pages_of(katas, pyodide, has_work=api is not None)
    with serving(place, pages, api) as server:
        _tell(place, server, from_here(workspace.work))
        if opens:
            webbrowser.open(place.url(server.server_port, server.served.guard.ticket()))
        _wait(saves=api is not None)


def _port(port: int | None, host: str | None) -> int:
    return (0 if host is None else ROOM_PORT) if port is None else port


def _api(katas: list[Kata], workspace: Workspace) -> Api:
    from ..learning.progress import Progress
    from ..serving.api import Api
    from ..serving.work import WorkFiles

    return Api(WorkFiles(workspace, {kata.id: kata for kata in katas}), Progress(workspace))


def _tell(place: Place, server: Server, folder: str) -> None:
    click.echo(say("The page: {address}", address=place.url(server.server_port, server.served.guard.base)))
    if server.served.api is not None:
        click.echo(say("What you write there is saved in {folder}/, and what you save there is shown.", folder=folder))
        click.echo(say("The address is for you alone: whoever has it can change your files on this machine."))
    else:
        click.echo(say("Whoever reaches this machine can open it. Your files are not behind it: each browser keeps its "
                       "own work, and nobody sees another's."))  # fmt: skip
        click.echo(say("What passes through the network can be read there: there is no https."))
    click.echo(say("Ctrl-C ends it."))


def _wait(*, saves: bool) -> None:
    """Wait until this process is asked to end.

    Raises:
        Interrupted: it has been.
    """
    try:
        ever = threading.Event()
        while not ever.wait(LOOK_S):
            pass
    except KeyboardInterrupt:
        raise Interrupted(say("all that the page saved is in your files") if saves else "") from None
