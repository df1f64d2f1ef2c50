"""What a request says, read within limits of size and time, and how it is answered."""

from __future__ import annotations

import asyncio
import contextlib
import json
import math
from collections.abc import Callable, Iterator
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from ..translation import say
from .refusing import RefusedError

MOST_BODY = 8 << 20  # bytes: the largest work there may be, every character of which JSON writes with six
MOST_SHORT = 1 << 16  # bytes of whatever is no work
MOST_HELD = 256 << 20  # bytes of all long ones that are being read
BODY_S = 20.0  # for a request to say all that it has to say
LONGEST_WAIT_S = 25.0  # for news: proxies and browsers take longer silence for the end


async def body(request: Request, most: int = MOST_SHORT) -> dict[str, Any]:
    """The object that came with a request, as JSON: no page of somebody else's can send that unasked.

    Args:
        most: how many bytes it may have.

    Raises:
        RefusedError: it is none, too large, or too slow.
    """
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise RefusedError(415, say("that is not understood"))
    if length(request) > most:
        raise RefusedError(413, say("that is too large"))
    try:
        async with asyncio.timeout(BODY_S):
            data = await _read(request)
    except TimeoutError:
        raise RefusedError(408, say("that took too long")) from None
    except ClientDisconnect:
        raise RefusedError(400, say("that is not understood")) from None
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise RefusedError(400, say("that is not understood"))
    return found


async def _read(request: Request) -> bytes:
    data = bytearray()
    with _HELD.kept() as keep:
        async for part in request.stream():
            data += part
            keep(len(data))
        return bytes(data)


class _Held:
    """How much there is of all bodies that are being read: very many large ones at once would not go into memory."""

    def __init__(self) -> None:
        self._size = 0

    @contextlib.contextmanager
    def kept(self) -> Iterator[Callable[[int], None]]:
        """While the block runs, one more is held: give what is to be told how many bytes of it there are by now.

        Raises:
            RefusedError: it is a long one, and there is too much of all of them.
        """
        counted = 0

        def keep(size: int) -> None:
            nonlocal counted
            if size > MOST_SHORT:
                self._size += size - counted
                counted = size
                if self._size > MOST_HELD:
                    raise RefusedError(503, say("much is being handed in just now: try again in a moment"), 5.0)

        try:
            yield keep
        finally:
            self._size -= counted


_HELD = _Held()


def length(request: Request) -> int:
    """How many bytes come with a request: each says so, or nothing comes."""
    said = request.headers.get("content-length", "")
    return int(said[:20]) if said.isdecimal() else 0


def text(found: dict[str, Any], name: str, most: int = 200) -> str:
    """An entry that has to be a text, and not a long one.

    Raises:
        RefusedError: it is none.
    """
    value = found.get(name)
    if not isinstance(value, str) or len(value) > most or not value.isprintable():
        raise RefusedError(400, say("that is not understood"))
    return value


def token(request: Request) -> str:
    """The token that a request carries; empty if it carries none."""
    kind, _, found = request.headers.get("authorization", "").partition(" ")
    return found.strip() if kind.lower() == "bearer" else ""


def seconds(request: Request) -> float:
    """How long a request is content to wait for news."""
    try:
        asked = float(request.query_params.get("wait", "0"))
    except ValueError:
        return 0.0
    return min(max(asked, 0.0), LONGEST_WAIT_S) if math.isfinite(asked) else 0.0


def answered(value: Any, status: int = 200) -> Response:
    """An answer of data."""
    return JSONResponse(value, status)


def refused(error: RefusedError) -> Response:
    """What is said in place of an answer."""
    headers = {"Retry-After": str(math.ceil(error.again_s))} if error.again_s else {}
    if error.status == 408:
        headers["Connection"] = "close"  # else what still comes is passed over, so that the answer is read
    return JSONResponse({"words": str(error)}, error.status, headers)
