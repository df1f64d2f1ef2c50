"""The outputs of a large notebook, taken out unread: pictures and logs must not cost their author the work.

The JSON of a stranger is bounded before it is parsed: as objects, it may take a hundred times the room of its text.
"""

from __future__ import annotations

import re

from ..translation import say
from .opening import UnreadableError

MAX_TEXT = 16 << 20  # bytes of JSON that are parsed
MAX_TABLES = 500_000  # lists and dicts in it
_STRING = rb'"(?:[^"\\]++|\\.)*+"'
# A string, or a list of strings, under any name but those under which a notebook keeps its code.
_OUTPUT = re.compile(
    rb'("(?!(?:source|input|cells|worksheets|cell_type)")[^"\\]*+"\s*+:\s*+)'
    rb"(?:" + _STRING + rb"|\[(?:\s*+" + _STRING + rb"\s*+,?+)*+\s*+\])",
    re.DOTALL,
)


def without_outputs(name: str, data: bytes) -> bytes:
    """A notebook's bytes: as they are, or without its outputs if they are many.

    Raises:
        UnreadableError: it is too large even so.
    """
    if len(data) > MAX_TEXT:
        data = _OUTPUT.sub(rb'\1""', data)
    if len(data) > MAX_TEXT or data.count(b"[") + data.count(b"{") > MAX_TABLES:
        words = "{file} holds too much besides its code: clear all outputs in Jupyter, and save it again."
        raise UnreadableError(say(words, file=name))
    return data
