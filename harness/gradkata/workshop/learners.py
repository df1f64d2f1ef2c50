"""What learners ask a room: see docs/workshop.md."""

from __future__ import annotations

import time
from typing import Any

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from ..translation import say
from .asking import MOST_BODY, answered, body, length, seconds, text, token
from .rates import Rate
from .refusing import RefusedError
from .room import Room
from .told import everything, handed_in_data, me_data, room_data

LARGE = 1 << 18  # bytes of work: what has more counts as more, for to read it takes its time
AWAY_S = 30.0  # for so long somebody asked for nothing, before the board is told that they are here again


class Learners:
    """Answers learners.

    Attributes:
        seen: when each of them asked for something last, by the clock that only ever grows.
    """

    def __init__(self, room: Room):
        self._room = room
        self.seen: dict[str, float] = {}
        # A class behind one address joins within a minute; work comes from people, who need seconds for a change.
        self._joining = Rate(60, 1.0, time.monotonic)
        self._codes = Rate(10, 0.1, time.monotonic)
        self._handing_in = Rate(6, 0.5, time.monotonic)
        self._looking = Rate(60, 10.0, time.monotonic)

    def routes(self) -> list[Route]:
        """Where they ask."""
        return [
            Route("/api/room", self._about),
            Route("/api/learners", self._join, methods=["POST"]),
            Route("/api/letins", self._let_in, methods=["POST"]),
            Route("/api/me", self._me),
            Route("/api/me", self._forget, methods=["DELETE"]),
            Route("/api/me/everything", self._everything),
            Route("/api/me/codes", self._code, methods=["POST"]),
            Route("/api/submissions", self._hand_in, methods=["POST"]),
            Route("/api/submissions/{id}", self._become),
        ]

    def _who(self, request: Request) -> str:
        """The learner who asks.

        Raises:
            RefusedError: nobody of this room does, or too often.
        """
        name = self._room.accounts.whose(token(request))
        if name is None:
            raise RefusedError(401, say("this room does not know you, or not any more: join it again"))
        self._looking.take(name)
        if name not in self.seen or time.monotonic() - self.seen[name] > AWAY_S:
            self._room.news.tell()
        self.seen[name] = time.monotonic()
        return name

    async def _about(self, request: Request) -> Response:
        name = self._who(request) if self._room.accounts.whose(token(request)) else None
        await self._room.settled.after(request.query_params.get("after", ""), seconds(request))
        return answered(room_data(self._room, name))

    async def _join(self, request: Request) -> Response:
        self._joining.take(_address(request))
        name, secret = self._room.accounts.join((await body(request)).get("name"))
        self._room.news.tell()
        return answered({"name": name, "token": secret}, 201)

    async def _let_in(self, request: Request) -> Response:
        self._codes.take(_address(request))
        name, secret = self._room.accounts.let_in(text(await body(request), "code"))
        return answered({"name": name, "token": secret})

    async def _code(self, request: Request) -> Response:
        name = self._who(request)
        self._codes.take(f"code {name}")
        return answered({"code": self._room.accounts.code_for(name, alone=False)}, 201)

    async def _me(self, request: Request) -> Response:
        return answered(me_data(self._room, self._who(request)))

    async def _everything(self, request: Request) -> Response:
        return StreamingResponse(everything(self._room, self._who(request)), media_type="application/json")

    async def _forget(self, request: Request) -> Response:
        name = self._who(request)
        self._room.forget(name, here=True)
        self.seen.pop(name, None)
        return answered({"words": say("all that was kept of {name} is deleted", name=name)})

    async def _hand_in(self, request: Request) -> Response:
        name = self._who(request)
        self._handing_in.take(name)
        self._handing_in.charge(name, min(length(request), MOST_BODY) // LARGE)
        found = await body(request, MOST_BODY)
        each = self._room.hand_in(name, text(found, "kata"), found.get("files"))
        return answered(self._told(name, each.id), 202)

    async def _become(self, request: Request) -> Response:
        name, id = self._who(request), request.path_params["id"]
        until, known = time.monotonic() + seconds(request), request.query_params
        while True:
            version = self._room.work.moves.version
            found = self._told(name, id)
            left = until - time.monotonic()
            is_news = str(found["place"]) != known.get("place") or found["state"] != known.get("state", found["state"])
            if found["state"] == "judged" or is_news or left <= 0:
                return answered(found)
            await self._room.work.moves.after(version, left)

    def _told(self, name: str, id: str) -> dict[str, Any]:
        found = handed_in_data(self._room, name, id)
        if found is None:
            raise RefusedError(404, say("you have handed in no such thing"))
        return found


def _address(request: Request) -> str:
    return request.client.host if request.client else ""
