"""The address of a room, as it is shown there, or as somebody types it."""

from __future__ import annotations

import dataclasses
import re
from urllib.parse import urlsplit

from ..errors import UsageError
from ..translation import say

USUAL_PORT = 8700  # what whoever types a name alone has left away
SCHEME = "http"
_HOST = re.compile(r"[\w.-]+|[0-9a-f:.]+(?:%[\w.-]+)?", re.ASCII)


@dataclasses.dataclass(frozen=True)
class Address:
    """Where a room is."""

    host: str
    port: int

    def __str__(self) -> str:
        """The whole of it, as a browser takes it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{SCHEME}://{host}:{self.port}/"


def address_of(text: str) -> Address:
    """The address in what somebody typed; of what lies below it, nothing is taken.

    Raises:
        UsageError: it is none.
    """
    is_whole = "://" in text
    try:
        found = urlsplit(text.strip() if is_whole else f"{SCHEME}://{text.strip()}")
        host = (found.hostname or "").encode("idna").decode("ascii")
        port = found.port if found.port is not None else 80 if is_whole else USUAL_PORT
    except ValueError:  # the port is no number, a bracket is open, a name is too long
        raise _wrong(text) from None
    if found.scheme != SCHEME or "@" in found.netloc or not port or not _HOST.fullmatch(host):
        raise _wrong(text)
    return Address(host, port)


def _wrong(text: str) -> UsageError:
    words = "{text!r} is no address of a room: type it as the room shows it, such as {example}"
    return UsageError(say(words, text=text[:100], example=Address("192.168.1.5", USUAL_PORT)))
