"""Who may see the board: whoever has its address on the teacher's machine, and no other.

The address has a secret in it. Opened, it leads on to the board and leaves the secret in a cookie, so that the
projector shows no address that helps. A new address closes all boards that were opened with the old one.
"""

from __future__ import annotations

import ipaddress
import secrets

from starlette.requests import Request

from ..translation import say
from .records import Records
from .refusing import RefusedError

COOKIE = "gradkata-board"
LOCAL = ("localhost", "127.0.0.1", "[::1]")
PATH = "/board/"


class Door:
    """Lets the teacher in.

    Args:
        records: they keep the secret, so that a restart changes no address.
        is_far: whether other machines may open the board, too.
    """

    def __init__(self, records: Records, *, is_far: bool = False):
        self._records, self._is_far = records, is_far
        if records.value("board") is None:
            self.change()

    @property
    def path(self) -> str:
        """The path that opens the board."""
        return f"{PATH}{self._records.value('board')}"

    def change(self) -> None:
        """Have another address from now on."""
        self._records.keep("board", secrets.token_urlsafe(18))

    def opens(self, secret: str) -> bool:
        """Whether this is the secret."""
        return secrets.compare_digest(secret.encode(), self._secret.encode())

    @property
    def cookie(self) -> str:
        """What a browser that was let in is known by."""
        return self._secret

    @property
    def _secret(self) -> str:
        return str(self._records.value("board"))

    def check_near(self, request: Request) -> None:
        """See to it that a request comes from this machine, and calls it by its name.

        Raises:
            RefusedError: it does not; then there is no board.
        """
        host = request.headers.get("host", "").rpartition(":")[0] or request.headers.get("host", "")
        is_near = _is_loopback(request.client.host if request.client else "") and host.lower() in LOCAL
        if not (is_near or self._is_far):
            raise RefusedError(404, say("nothing is here"))

    def check(self, request: Request) -> None:
        """See to it that a request comes from somebody who was let in, and from the board's own page.

        Raises:
            RefusedError: it does not.
        """
        self.check_near(request)
        if not self.opens(request.cookies.get(cookie_name(request), "")):
            words = "this is the teacher's board: open the address that `kata workshop` printed, the whole of it"
            raise RefusedError(403, say(words))
        origin, site = request.headers.get("origin"), request.headers.get("sec-fetch-site", "same-origin")
        if request.method != "GET" and (site != "same-origin" or origin not in (None, _origin(request))):
            raise RefusedError(403, say("only the page itself may ask that"))


def cookie_name(request: Request) -> str:
    """The cookie's name, one for each port: browsers send a machine's cookies to all of them."""
    return f"{COOKIE}-{request.url.port or 80}"


def _origin(request: Request) -> str:
    return f"http://{request.headers.get('host', '')}"


def _is_loopback(host: str) -> bool:
    try:
        found = ipaddress.ip_address(host)
    except ValueError:
        return False
    return (getattr(found, "ipv4_mapped", None) or found).is_loopback  # as it comes to a socket that hears both
