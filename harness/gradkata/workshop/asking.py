"""What a request says, read within limits of size and time, and how it is answered."""

from __future__ import annotations

import asyncio
import json
import math
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from ..translation import say
from .refusing import RefusedError

MOST_BODY = 8 << 20  # bytes: the largest work there may be, every character of which JSON writes with six
BODY_S = 20.0  # for a request to say all that it has to say
LONGEST_WAIT_S = 25.0  # for news: proxies and browsers take longer silence for the end


async def body(request: Request) -> dict[str, Any]:
    """The object that came with a request, as JSON: no page of somebody else's can send that unasked.

    Raises:
        RefusedError: it is none, too large, or too slow.
    """
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise RefusedError(415, say("that is not understood"))
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length[:20]) > MOST_BODY:
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
    async for part in request.stream():
        data += part
        if len(data) > MOST_BODY:
            raise RefusedError(413, say("that is too large"))
    return bytes(data)


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
    if error.status in (408, 413, 415):
        headers["Connection"] = "close"  # what came with it has not been read
    return JSONResponse({"words": str(error)}, error.status, headers)
