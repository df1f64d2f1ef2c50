"""A room that is open: on an address of this machine, until its process is asked to end."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import io
import resource
import socket
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any

import segno
import uvicorn

from .. import interruption
from ..errors import UsageError
from ..gradebook.book import Gradebook
from ..grader import Grader
from ..serving.pages import Page
from ..serving.server import Place, cannot_listen
from .app import app_for
from .connections import Connections
from .door import Door
from .learners import Learners
from .pages import board_pages
from .records import Records
from .room import Room
from .settings import Settings
from .teacher import Teacher

HERE, EVERYWHERE = "127.0.0.1", ("0.0.0.0", "::")
BACKLOG = 512  # a class opens the page at once
KEPT_S = 30  # an idle connection
ENDING_S = 2  # for those who wait for news to be told that there is none


@dataclasses.dataclass(frozen=True)
class Opened:
    """Where a room is.

    Attributes:
        address: of the learners' page; ``board`` of the teacher's, on this machine.
    """

    address: str
    board: str


class Workshop:
    """A room with all that answers for it.

    Args:
        pages: the files of the learners' page.
        count: how many pieces of work to judge at a time.
        is_far: whether other machines may open the board, too.

    Raises:
        UsageError: it cannot listen there, or a file cannot be used.
    """

    def __init__(
        self, settings: Settings, records: Records, book: Gradebook, grader: Grader, place: Place,
        pages: Mapping[str, Page], count: int, *, is_far: bool = False,
    ):  # fmt: skip
        self.room = Room(settings, records, book, grader, count)
        self.room.work.judges.hire()  # before there are sockets
        try:
            self._sockets = _listening(place)
        except UsageError:
            self.room.work.judges.close()  # they heed no signal, so that nobody else would end them
            raise
        self.port: int = self._sockets[0].getsockname()[1]
        self.is_private = place.is_private
        self._door = Door(records, is_far=is_far)
        learners = Learners(self.room)
        self.address = place.url(self.port, "/")
        fixed = {"address": self.address, "qr": qr(self.address), "is_private": place.is_private}
        self._teacher = Teacher(self.room, self._door, learners, board_pages(), fixed)
        self._server = uvicorn.Server(_config(app_for(learners, self._teacher, pages)))

    @property
    def board(self) -> str:
        """The address of the board, on this machine."""
        return f"http://{HERE}:{self.port}{self._door.path}"

    def run(self, told: Callable[[], None] = lambda: None) -> None:
        """Answer until this process is asked to end; ``told`` is called when it does.

        Raises:
            Interrupted: it has been asked.
        """
        try:
            asyncio.run(self._run(told))
        finally:
            self.room.work.judges.close()

    async def _run(self, told: Callable[[], None]) -> None:
        async with self._signals():
            self.room.work.judges.start()
            serving = asyncio.create_task(self._server._serve(self._sockets))
            while not self._server.started and not serving.done():
                await asyncio.sleep(0.01)
            told()
            await serving
            self.room.work.judges.close()  # in the loop that hears them

    def _asked_to_end(self, number: int) -> None:
        interruption.heard(number)
        self.end()

    def end(self) -> None:
        """Stop answering; whoever waits for news is let go."""
        self._teacher.is_over = True
        self._server.should_exit = True
        for news in (self.room.news, self.room.work.moves, self.room.settled):
            news.end()

    @contextlib.asynccontextmanager
    async def _signals(self) -> AsyncIterator[None]:
        """While the block runs, a signal that asks this process to end ends the room."""
        loop = asyncio.get_running_loop()
        for number in interruption.numbers():
            with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(number, self._asked_to_end, int(number))
        yield


def qr(address: str) -> str:
    """An address as a QR code: markup of SVG."""
    picture = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        picture, kind="svg", scale=1, border=2, xmldecl=False, svgclass="qr", omitsize=True, dark="#000", light="#fff"
    )  # fmt: skip
    return picture.getvalue().decode()


def qr_in_terminal(address: str) -> str:
    """The same in characters for a terminal."""
    shown = io.StringIO()
    segno.make(address, error="l", micro=False).terminal(shown, border=2, compact=True)
    return shown.getvalue()


def _config(app: Any) -> uvicorn.Config:
    return uvicorn.Config(
        app, http=Connections, ws="none", lifespan="off", loop="asyncio", log_config=None, access_log=False,
        proxy_headers=False,  # whoever asks is who the socket says
        server_header=False, date_header=False, backlog=BACKLOG, log_level="error",
        timeout_keep_alive=KEPT_S, timeout_graceful_shutdown=ENDING_S,
    )  # fmt: skip


def _listening(place: Place) -> list[socket.socket]:
    """Sockets that listen: there, and where the board is, on this machine's own address.

    Raises:
        UsageError: they cannot.
    """
    _allow_files()
    found = _bound(place)
    if place.host in (HERE, *EVERYWHERE):
        return [found]
    try:
        return [found, _bound(Place(HERE, found.getsockname()[1]))]
    except UsageError:
        found.close()
        raise


def _bound(place: Place) -> socket.socket:
    """A socket that listens.

    Raises:
        UsageError: it cannot.
    """
    found = socket.socket(place.family, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # else asyncio leaves Nagle on
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        if place.family == socket.AF_INET6:
            found.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, int(place.host not in EVERYWHERE))
        found.bind((place.host, place.port))
        found.listen(BACKLOG)
    except OSError as error:
        found.close()
        raise cannot_listen(place, error) from None
    found.setblocking(False)
    return found


def _allow_files() -> None:
    """Have as many files open as the machine allows: each connection is one."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
