"""One request of a browser, from its line to its answer."""

from __future__ import annotations

import dataclasses
import http
import http.server
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

from ..translation import say
from .api import Api
from .guard import Guard
from .pages import API, Page

MOST_BODY = 32 << 20  # bytes: a file of the largest size, as JSON
PATIENCE_S = 30.0  # for a browser that says nothing more
NEVER_KEPT = "no-store"
ASK_AGAIN = "no-cache"
HEADERS = {
    "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "X-Frame-Options": "DENY",
    "Content-Security-Policy": "frame-ancestors 'none'", "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}  # fmt: skip


@dataclasses.dataclass(frozen=True)
class Served:
    """What there is to answer with.

    Attributes:
        api: what answers for a learner's files; None where they are not behind the page.
    """

    pages: Mapping[str, Page]
    api: Api | None
    guard: Guard


class Refused(Exception):
    """A request is not answered; what is said in its place."""

    def __init__(self, status: http.HTTPStatus, words: str):
        super().__init__(words)
        self.status = status


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers with a file of the page, or with what the page asks of this machine."""

    protocol_version = "HTTP/1.1"
    server_version, sys_version = "gradkata", ""
    timeout = PATIENCE_S

    def do_GET(self) -> None:
        """See http.server."""
        self._answer()

    do_HEAD = do_PUT = do_POST = do_GET  # noqa: N815

    def log_message(self, *_: Any) -> None:
        """Nothing: the address has the secret in it, and what a learner does is theirs."""

    @property
    def _served(self) -> Served:
        found: Served = self.server.served  # type: ignore[attr-defined]
        return found

    def _answer(self) -> None:
        try:
            self._answer_below(urlsplit(self.path).path)
        except Refused as refused:
            self.close_connection = True  # what came with it has not been read
            self._send(refused.status, f"{refused}\n".encode(), "text/plain; charset=utf-8", NEVER_KEPT)

    def _answer_below(self, path: str) -> None:
        guard = self._served.guard
        if not guard.is_called_right(self.headers):
            raise Refused(http.HTTPStatus.FORBIDDEN, say("this machine is not called so"))
        if self.command == "GET" and guard.admits(path):
            self._send(http.HTTPStatus.SEE_OTHER, b"", "text/plain", NEVER_KEPT, {"Location": guard.base})
            return
        below = guard.below(path)
        if below is None:
            words = say("nothing is here: open the address that `kata serve` printed last, the whole of it")
            raise Refused(http.HTTPStatus.NOT_FOUND, words)
        if below.startswith(API) and self._served.api is not None:
            self._ask(unquote(below.removeprefix(API)))
        else:
            self._page(unquote(below))

    def _page(self, name: str) -> None:
        if self.command not in ("GET", "HEAD"):
            raise Refused(http.HTTPStatus.METHOD_NOT_ALLOWED, say("that is not understood"))
        page = self._served.pages.get(name)
        if page is None:
            raise Refused(http.HTTPStatus.NOT_FOUND, say("there is nothing of this name"))
        is_known = self.headers.get("If-None-Match") == page.tag
        status = http.HTTPStatus.NOT_MODIFIED if is_known else http.HTTPStatus.OK
        self._send(status, b"" if is_known else page.data, page.kind, ASK_AGAIN, {"ETag": page.tag})

    def _ask(self, path: str) -> None:
        assert self._served.api is not None
        if not self._served.guard.is_own_page(self.headers):
            raise Refused(http.HTTPStatus.FORBIDDEN, say("only the page itself may ask that"))
        answer = self._served.api.answer(self.command, path, self._body())
        data = json.dumps(answer.value).encode()
        self._send(http.HTTPStatus(answer.status), data, "application/json", NEVER_KEPT)

    def _body(self) -> dict[str, Any]:
        """What came with the request: an object of JSON, which no page of somebody else's can send unasked."""
        if self.command in ("GET", "HEAD"):
            return {}
        if self.headers.get_content_type() != "application/json":
            raise Refused(http.HTTPStatus.UNSUPPORTED_MEDIA_TYPE, say("that is not understood"))
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdigit()) or "Transfer-Encoding" in self.headers:
            raise Refused(http.HTTPStatus.LENGTH_REQUIRED, say("that is not understood"))
        if len(length) > len(str(MOST_BODY)) or int(length) > MOST_BODY:
            raise Refused(http.HTTPStatus.REQUEST_ENTITY_TOO_LARGE, say("that is too large"))
        return _object(self.rfile.read(int(length)), int(length))

    def _send(
        self, status: http.HTTPStatus, data: bytes, kind: str, kept: str, more: Mapping[str, str] | None = None
    ) -> None:
        self.send_response(status)
        headers = {**HEADERS, "Content-Type": kind, "Cache-Control": kept, **(more or {})}
        if status != http.HTTPStatus.NOT_MODIFIED:
            headers["Content-Length"] = str(len(data))
        if self.close_connection:
            headers["Connection"] = "close"
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """A line of text, where what came is no request."""
        del message, explain
        self.close_connection = True
        self._send(http.HTTPStatus(code), b"", "text/plain", NEVER_KEPT)


def _object(data: bytes, length: int) -> dict[str, Any]:
    try:
        found = json.loads(data) if len(data) == length else None
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise Refused(http.HTTPStatus.BAD_REQUEST, say("that is not understood"))
    return found
