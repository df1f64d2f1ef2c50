"""One request over HTTP and its answer, which comes in time and within bounds, or not at all.

A room is in the same network, so what the environment says of proxies is not asked: a proxy that reaches the world does
not reach it, and would be shown what goes there. Nor is anybody followed who sends elsewhere: a token is for one place.
`http.client` does neither of the two by itself, where `urllib.request` does both.
"""

from __future__ import annotations

import contextlib
import dataclasses
import http.client
import json
import socket
import threading
from collections.abc import Iterator, Mapping
from typing import Any

from ..translation import say
from .address import Address
from .errors import StrangeError, UnreachableError

CONNECT_S = 10.0
MOST = 8 << 20  # bytes of an answer: results of all katas have a few hundred thousand


@dataclasses.dataclass(frozen=True)
class Request:
    """What is asked for.

    Attributes:
        path: below the room's address.
        body: what is sent, as JSON can say it; None for nothing.
        within_s: how long the answer may take, once somebody listens.
    """

    method: str
    path: str
    body: Mapping[str, Any] | None = None
    token: str = ""
    within_s: float = 20.0


@dataclasses.dataclass(frozen=True)
class Answer:
    """What came back.

    Attributes:
        again: the header that says when to ask again; often empty.
    """

    status: int
    data: bytes
    again: str


def ask(address: Address, request: Request) -> Answer:
    """Ask once.

    Raises:
        UnreachableError: nobody answers, or not to the end, or not in time.
        StrangeError: what answers does not speak HTTP, or says more than any room does.
    """
    connection = http.client.HTTPConnection(address.host, address.port, timeout=CONNECT_S)
    with contextlib.closing(connection):
        _connect(connection, address)
        with _ended_after(connection.sock, request.within_s) as ended:
            try:
                answer = _answer(connection, request, address)
            except (OSError, http.client.HTTPException, ValueError) as error:  # a header that is none of ASCII, say
                if not ended.is_set():
                    raise _why(error, address) from None
            else:
                if not ended.is_set():  # else it may be but the beginning
                    return answer
            raise UnreachableError(_too_late(address))


def strange(address: Address) -> str:
    """That no room is there."""
    words = "what answers at {address} is no room: type the address as the room shows it"
    return say(words, address=address)


def _connect(connection: http.client.HTTPConnection, address: Address) -> None:
    try:
        connection.connect()
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or say("there was no answer in time")
        words = "nobody answers at {address} ({reason}): is the room open, and this machine in its network?"
        raise UnreachableError(say(words, address=address, reason=reason)) from None


@contextlib.contextmanager
def _ended_after(connection: socket.socket, seconds: float) -> Iterator[threading.Event]:
    """Have nothing more come through a connection after so long, however slowly it comes; whether that was so."""
    ended = threading.Event()

    def end() -> None:
        ended.set()
        with contextlib.suppress(OSError):  # closed already
            connection.shutdown(socket.SHUT_RDWR)

    connection.settimeout(seconds)
    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield ended
    finally:
        timer.cancel()


def _answer(connection: http.client.HTTPConnection, request: Request, address: Address) -> Answer:
    _send(connection, request)
    with connection.getresponse() as response:
        data = response.read(MOST + 1)
        if len(data) > MOST:
            raise StrangeError(strange(address))
        if response.length:  # so much was announced, and did not come
            raise ConnectionResetError
        return Answer(response.status, data, response.headers.get("Retry-After", ""))


def _send(connection: http.client.HTTPConnection, request: Request) -> None:
    headers = {"Accept": "application/json", "Connection": "close"}
    if request.token:
        headers["Authorization"] = f"Bearer {request.token}"
    data = None
    if request.body is not None:
        data, headers["Content-Type"] = json.dumps(request.body).encode(), "application/json"
    # Whoever finds a request too large may say so and listen no more.
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        connection.request(request.method, f"/{request.path}", data, headers)


def _why(error: Exception, address: Address) -> UnreachableError | StrangeError:
    """What is said of an answer that did not come as it should."""
    if isinstance(error, TimeoutError):
        return UnreachableError(_too_late(address))
    if isinstance(error, OSError | http.client.IncompleteRead):
        words = "the room at {address} broke off in the middle of its answer: try again in a moment"
        return UnreachableError(say(words, address=address))
    return StrangeError(strange(address))


def _too_late(address: Address) -> str:
    return say("the room at {address} did not answer in time: try again in a moment", address=address)
