"""Why a room did not do what it was asked for."""

from __future__ import annotations

from ..errors import UsageError


class UnreachableError(UsageError):
    """Nobody answers, or not to the end, or not in time."""


class StrangeError(UsageError):
    """What answers is no room."""


class RefusedError(UsageError):
    """The room says no, in words of its own.

    Attributes:
        status: of HTTP.
    """

    def __init__(self, words: str, status: int):
        super().__init__(words)
        self.status = status


class UnknownError(RefusedError):
    """The room does not know the token."""


class BusyError(RefusedError):
    """The room has too much to do for this learner just now.

    Attributes:
        again_s: seconds after which to ask again.
    """

    def __init__(self, words: str, status: int, again_s: float):
        super().__init__(words, status)
        self.again_s = again_s
