"""Files of pages as they are sent, each found by its whole name."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from pathlib import Path, PurePosixPath

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from ..serving.pages import Page, as_pages
from ..translation import say
from .refusing import RefusedError

FRONT = Path(__file__).parent / "front"
INDEX = "board.html"
PART = 1 << 16  # bytes: what is held for somebody who is slow to read


def page_response(pages: Mapping[str, Page], name: str, request: Request) -> Response:
    """A file of a page, or that the browser has it already.

    Raises:
        RefusedError: there is no such file.
    """
    page = pages.get(name)
    if page is None:
        raise RefusedError(404, say("there is nothing of this name"))
    headers = {"Cache-Control": "no-cache", "ETag": page.tag}
    if request.headers.get("if-none-match") == page.tag:
        return Response(None, 304, headers)
    headers |= {"Content-Type": page.kind, "Content-Length": str(len(page.data))}
    return StreamingResponse(_parts(page.data), 200, headers)


async def _parts(data: bytes) -> AsyncIterator[bytes]:
    """What there is to send, the next part of it when the last has nearly gone."""
    for begin in range(0, len(data), PART):
        yield data[begin : begin + PART]


def board_pages() -> dict[str, Page]:
    """The files of the board's page, by name; the empty name is that of the first."""
    paths = {path.relative_to(FRONT).as_posix(): path for path in FRONT.rglob("*") if path.is_file()}
    files = {PurePosixPath(name).as_posix(): path.read_bytes() for name, path in paths.items()}
    return as_pages({**files, "": files[INDEX]})
