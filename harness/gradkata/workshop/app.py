"""The whole of what a room answers, as an ASGI application."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ..errors import UsageError
from ..serving.handler import HEADERS
from ..serving.pages import Page
from ..translation import say
from .asking import refused
from .learners import Learners
from .pages import page_response
from .refusing import RefusedError
from .teacher import Teacher

LOGGER = logging.getLogger("gradkata")
# Browsers heed, and complain of, the opener's policy where there is https only.
OWN_HEADERS = {name: value for name, value in HEADERS.items() if name != "Cross-Origin-Opener-Policy"}


def app_for(learners: Learners, teacher: Teacher, pages: Mapping[str, Page]) -> ASGIApp:
    """The application.

    Args:
        pages: the files of the room's page, by name.
    """

    async def page(request: Request) -> Response:
        return page_response(pages, request.path_params["name"], request)

    routes = [*learners.routes(), *teacher.routes(), Route("/{name:path}", page)]
    told = {RefusedError: _refused, UsageError: _unable, HTTPException: _not_there, Exception: _failed}
    app = Starlette(routes=routes, exception_handlers=told)
    app.router.redirect_slashes = False
    return Hardened(app)


class Hardened:
    """An application whose answers say to browsers what they may do with them, and that never says more of an error."""

    def __init__(self, app: ASGIApp):
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in OWN_HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        return await self._app(scope, receive, sent)


# These are coroutines although they wait for nothing: any other function would be called in a thread, and there may be
# none left to start.


async def _refused(_: Request, error: Exception) -> Response:
    assert isinstance(error, RefusedError)
    return refused(error)


async def _unable(_: Request, error: Exception) -> Response:
    """A disk is full, say: it is told here, and nothing of the machine is told there."""
    LOGGER.error("%s", error)
    return refused(RefusedError(500, say("the room cannot do that at the moment: tell your teacher"), 5.0))


async def _failed(_: Request, error: Exception) -> Response:  # noqa: ARG001
    """A mistake of gradkata's own: the server's log has it, and nobody else."""
    return refused(RefusedError(500, say("the room cannot do that at the moment: tell your teacher"), 5.0))


async def _not_there(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return refused(RefusedError(error.status_code, say("there is nothing of this name")))
