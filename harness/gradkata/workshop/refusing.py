"""What is answered in place of what was asked for."""

from __future__ import annotations


class RefusedError(Exception):
    """A request is not answered; the message says why, to whoever asked.

    Attributes:
        status: of HTTP.
        again_s: after how many seconds it may be tried again; 0 where that makes no difference.
    """

    def __init__(self, status: int, words: str, again_s: float = 0.0):
        super().__init__(words)
        self.status, self.again_s = status, again_s
