"""Text to learn from: a file of the learner's, or what every Python has."""

from __future__ import annotations

from pathlib import Path

from ..errors import UsageError
from ..translation import say

LEAST = 1000  # characters; with fewer there is nothing to learn
MOST = 20_000_000


def corpus(path: Path | None) -> str:
    """The text of the file, or else the topics of Python's own help: about 460,000 characters of English.

    Raises:
        UsageError: the file cannot be read, is no UTF-8 text, or holds too little of it.
    """
    if path is None:
        import pydoc_data.topics

        return "\n".join(pydoc_data.topics.topics.values())
    try:
        text = path.read_text("utf-8-sig")[:MOST]  # a byte-order mark is no character to learn
    except OSError as error:
        raise UsageError(say("{path} cannot be read: {reason}", path=path, reason=error.strerror)) from None
    except UnicodeDecodeError as error:
        words = "{path} is not UTF-8 text (byte {number}): save it as UTF-8"
        raise UsageError(say(words, path=path, number=error.start)) from None
    if len(text) < LEAST:
        words = "{path} holds {number} characters; to learn from, there have to be {least:,} or more"
        raise UsageError(say(words, path=path, number=len(text), least=LEAST))
    return text
