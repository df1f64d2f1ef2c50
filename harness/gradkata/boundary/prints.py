"""What a learner's code prints, as the grader hears of it: of whatever comes, so much is kept and no more."""

from __future__ import annotations

from typing import Any

from .budget import Budget
from .inside.requests import MAX_PRINTED
from .inside.wire import Channel
from .sanitizing import clean_columns

MAX_LINES = 10**12  # more than can be printed within any limit


class Prints:
    """The beginning of what was printed, and how much there was.

    Attributes:
        lines: how many lines were printed in all, as far as is known: of a process that was ended, at least so many.
    """

    def __init__(self) -> None:
        self._text = ""
        self.lines = 0

    @property
    def text(self) -> str:
        """The first `MAX_PRINTED` characters, without control characters."""
        return clean_columns(self._text.removesuffix("\n"))[: MAX_PRINTED + 1]

    def hear(self, message: dict[str, Any]) -> bool:
        """Whether a message tells of prints, and is no answer; what it says is kept."""
        if "printed" not in message:
            return False
        text, lines = message["printed"], message.get("lines")
        if isinstance(text, str):
            self._text = (self._text + text)[: MAX_PRINTED + 1]  # a line that is cut ends in a character more
        if type(lines) is int and 0 <= lines < MAX_LINES:
            self.lines = lines
        return True


def next_message(
    channel: Channel, budget: Budget, prints: Prints | None, deadline: float
) -> tuple[dict[str, Any], list[bytearray]]:
    """The next message that is no print, and its buffers, both counted in the budget.

    Args:
        prints: keeps those that came before it; None where none is expected.

    Raises:
        ProtocolError, Closed, DeadlineError: see `Channel.receive`.
        TooMuch: the budget is used up.
    """
    while True:
        message, buffers = channel.receive(deadline)
        budget.receive(*channel.received)
        if prints is None or not prints.hear(message):
            return message, buffers
