"""The server: listens on an address of this machine, and answers each browser in a thread of its own."""

from __future__ import annotations

import contextlib
import errno
import ipaddress
import os
import socket
import socketserver
import sys
import threading
from collections.abc import Iterator, Mapping
from http.server import ThreadingHTTPServer
from typing import Any

from ..errors import UsageError
from ..translation import say
from .api import Api
from .guard import Guard
from .handler import Handler, Served
from .pages import Page

USUAL_PORT = 80  # which browsers leave away
ELSEWHERE = "192.0.2.1"  # an address for documentation: it tells which of this machine's own leads out


class Server(ThreadingHTTPServer):
    """Serves a page.

    Args:
        place: where to listen; port 0 is any that is free.
        api: what answers for a learner's files; None where they are not behind the page.

    Raises:
        OSError: it cannot listen there.
    """

    daemon_threads, block_on_close = True, False
    allow_reuse_address = os.name == "posix"  # elsewhere, two servers could have one port
    request_queue_size = 128  # a class opens the page at once

    def __init__(self, place: Place, pages: Mapping[str, Page], api: Api | None = None):
        self.address_family = place.family
        super().__init__((place.host, place.port), Handler)
        hosts = place.names(self.server_port) if api is not None else None
        self.served = Served(pages, api, Guard(hosts, has_secret=api is not None))

    def server_bind(self) -> None:
        """As for any server: http.server would ask a name server who we are, and wait for it."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = self.server_address[:2]  # type: ignore[assignment]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Nothing to say of a browser that went away."""
        if not isinstance(sys.exception() if hasattr(sys, "exception") else sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


class Place:
    """Where to listen.

    Raises:
        UsageError: this machine has no such address.
    """

    def __init__(self, host: str, port: int):
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        except (OSError, UnicodeError):
            words = "there is no address {host!r}; 127.0.0.1 is this machine alone, 0.0.0.0 is its network, too"
            raise UsageError(say(words, host=host)) from None
        self.family, self.port = socket.AddressFamily(found[0]), port
        self.host = str(found[4][0])

    @property
    def is_private(self) -> bool:
        """Whether nobody but this machine comes there."""
        return _address(self.host).is_loopback

    def names(self, port: int) -> list[str]:
        """How a browser on this machine may call it."""
        names = (_in_url(self.host), "localhost")
        return [f"{name}:{port}" for name in names] + (list(names) if port == USUAL_PORT else [])

    def url(self, port: int, path: str) -> str:
        """The address for a browser; of a machine that listens everywhere, the one that others find it by."""
        host = _outward(self.family) if _address(self.host).is_unspecified else self.host
        return f"http://{_in_url(host)}:{port}{path}"


@contextlib.contextmanager
def serving(place: Place, pages: Mapping[str, Page], api: Api | None = None) -> Iterator[Server]:
    """Serve while the block runs.

    Raises:
        UsageError: it cannot listen there.
    """
    try:
        server = Server(place, pages, api)
    except OSError as error:
        raise cannot_listen(place, error) from None
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def cannot_listen(place: Place, error: OSError) -> UsageError:
    """What to say of a place that cannot be listened at."""
    if error.errno == errno.EADDRINUSE:
        return UsageError(say("port {port} is taken: name another one with --port", port=place.port))
    words = "{host} cannot be listened at, port {port} ({reason})"
    return UsageError(say(words, host=place.host, port=place.port, reason=error.strerror))


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    return ipaddress.ip_address(host.partition("%")[0])


def _in_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _outward(family: socket.AddressFamily) -> str:
    """This machine's address in its network, found without a word to anybody; its name, where it has none."""
    with contextlib.suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as probe:
        probe.connect((ELSEWHERE if family == socket.AF_INET else "2001:db8::1", 9))
        return str(probe.getsockname()[0])
    return socket.gethostname()
