"""Who may ask: the page itself, and no other page, program or user that only knows the port.

A secret stands in the address, so that other users of the machine know no address. Another page in the learner's
browser is told by what browsers say of it, and by the name that it calls this machine: one of its own, if it had the
name server lie.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from email.message import Message


class Guard:
    """Knows the addresses under which the page may be asked for.

    Args:
        hosts: as browsers say them, ``127.0.0.1:8700``; any, where None.
        has_secret: whether an address needs the secret.
    """

    def __init__(self, hosts: Iterable[str] | None, *, has_secret: bool):
        self._hosts = None if hosts is None else {host.lower() for host in hosts}
        self._secret = secrets.token_urlsafe(24) if has_secret else ""
        self._ticket = secrets.token_urlsafe(24)

    @property
    def base(self) -> str:
        """The path of the page."""
        return f"/{self._secret}/" if self._secret else "/"

    def ticket(self) -> str:
        """A path that leads to the page once: others may read the command line with which a browser is started."""
        return f"/{self._ticket}" if self._secret else self.base

    def admits(self, ticket: str) -> bool:
        """Whether a path is the ticket, which has had its use then."""
        is_it = bool(self._secret and self._ticket) and secrets.compare_digest(_bytes(ticket), _bytes(self.ticket()))
        if is_it:
            self._ticket = ""
        return is_it

    def below(self, path: str) -> str | None:
        """What follows the page's path in that of a request; None if it is not below it."""
        start = path[: len(self.base)]
        return path[len(self.base) :] if secrets.compare_digest(_bytes(start), _bytes(self.base)) else None

    def is_called_right(self, headers: Message) -> bool:
        """Whether a request calls this machine by one of its own names."""
        return self._hosts is None or (headers.get("Host") or "").lower() in self._hosts

    def is_own_page(self, headers: Message) -> bool:
        """Whether a request that could change something may come from the page itself."""
        origin, site = headers.get("Origin"), headers.get("Sec-Fetch-Site", "same-origin")
        origins = {f"http://{host}" for host in self._hosts or ()}
        return site == "same-origin" and (origin is None or origin.lower() in origins)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")
