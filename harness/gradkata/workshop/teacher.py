"""The teacher's board: its page, the stream that feeds it, and what the teacher can do there."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from ..serving.pages import Page
from ..translation import say
from . import wall
from .asking import answered, body, text
from .board import board_data
from .door import PATH, Door, cookie_name
from .learners import Learners
from .pages import page_response
from .refusing import RefusedError
from .room import Room

MOST_BOARDS = 8
PAUSE_S = 0.3  # between two states of the board, however much happens
AGAIN_S = 15.0  # so often it is told if nothing happens: who is here changes by itself
LONGEST_HINT = 500  # characters


class Teacher:
    """Answers the board.

    Args:
        learners: they know who is here.
        pages: the board's files, by name.
        fixed: what the board shows that does not change: the room's address, and the like.
        address: gives the board's own, whole.
    """

    def __init__(self, room: Room, door: Door, learners: Learners, pages: Mapping[str, Page], fixed: Mapping[str, Any]):
        self._room, self._door, self._learners, self._pages, self._fixed = room, door, learners, pages, fixed
        self._boards = 0
        self.is_over = False

    def routes(self) -> list[Route]:
        """Where the board asks."""
        does = {
            "open": self._open, "hint": self._hint, "examples": self._put_up, "examples/remove": self._take_away,
            "letins": self._let_in, "remove": self._remove, "address": self._change_address,
        }  # fmt: skip
        return [
            Route("/board/events", self._events),
            *(Route(f"/board/{name}", act, methods=["POST"]) for name, act in does.items()),
            Route("/board/{name:path}", self._page),
        ]

    async def _page(self, request: Request) -> Response:
        name = request.path_params["name"]
        self._door.check_near(request)
        if name and self._door.opens(name):
            return self._let(request, RedirectResponse(PATH, 303, {"Cache-Control": "no-store"}))
        self._door.check(request)
        return page_response(self._pages, name, request)

    def _let(self, request: Request, response: Response) -> Response:
        """Have the browser that is answered known from now on."""
        name, value = cookie_name(request), self._door.cookie
        response.set_cookie(name, value, path=PATH, httponly=True, samesite="strict")
        return response

    async def _events(self, request: Request) -> Response:
        self._door.check(request)
        if self._boards >= MOST_BOARDS:
            raise RefusedError(503, say("{number} boards are open: close one first", number=self._boards), 5.0)
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(self._stream(), media_type="text/event-stream", headers=headers)

    async def _stream(self) -> AsyncIterator[str]:
        """The states of the board, as they come; whoever is slow to read is told the last one only."""
        cookie = self._door.cookie
        self._boards += 1
        self._room.news.tell()
        try:
            while not self.is_over and self._door.cookie == cookie:
                version = self._room.news.version
                yield f"data: {json.dumps(self.data())}\n\n"
                await asyncio.sleep(PAUSE_S)
                await self._room.news.after(version, AGAIN_S)
        finally:
            self._boards -= 1
            self._room.news.tell()

    def data(self) -> dict[str, Any]:
        """What the board shows now."""
        return {**self._fixed, "boards": self._boards, **board_data(self._room, self._learners.seen)}

    async def _asked(self, request: Request) -> dict[str, Any]:
        self._door.check(request)
        return await body(request)

    async def _open(self, request: Request) -> Response:
        asked = await self._asked(request)
        self._room.open(self._kata(asked), is_open=asked.get("open") is True)
        return answered({})

    async def _hint(self, request: Request) -> Response:
        asked = await self._asked(request)
        words = asked.get("words")
        if not isinstance(words, str) or len(words) > LONGEST_HINT:
            raise RefusedError(400, say("a hint has at most {number} characters", number=LONGEST_HINT))
        self._room.say_to_all(self._kata(asked) if asked.get("kata") else "", words.strip())
        return answered({})

    async def _put_up(self, request: Request) -> Response:
        asked = await self._asked(request)
        key = asked.get("key")
        if not isinstance(key, list) or not all(isinstance(each, str) for each in key):
            raise RefusedError(400, say("that is not understood"))
        wall.put_up(self._room, self._kata(asked), key)
        return answered({})

    async def _take_away(self, request: Request) -> Response:
        wall.take_away(self._room, text(await self._asked(request), "id"))
        return answered({})

    async def _let_in(self, request: Request) -> Response:
        name = text(await self._asked(request), "name")
        return answered({"code": self._room.accounts.code_for(name, alone=True)})

    async def _remove(self, request: Request) -> Response:
        name = text(await self._asked(request), "name")
        self._room.forget(name)
        self._learners.seen.pop(name, None)
        return answered({})

    async def _change_address(self, request: Request) -> Response:
        await self._asked(request)
        self._door.change()
        self._room.news.tell()
        address = f"http://{request.headers.get('host', '')}{self._door.path}"
        return self._let(request, answered({"address": address}))

    def _kata(self, asked: dict[str, Any]) -> str:
        kata = text(asked, "kata")
        if kata not in self._room.settings.katas:
            raise RefusedError(404, say("there is no kata {kata} in this room", kata=kata))
        return kata
