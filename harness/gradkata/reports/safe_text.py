"""Text for other programs to read: what their formats cannot hold is left out, and so are folders of this machine."""

from __future__ import annotations

import json
import re
from typing import Any

# Control characters but for tab and line ends, halves of characters, what is no character, marks that turn writing.
UNSAFE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)

QUOTED = re.compile(r"""(['"])(?:[A-Za-z]:[\\/](?:[^'"\n]*[\\/])?|/(?:[^'"/\n]+/)+)([^'"\\/\n]+)\1""")
POSIX = re.compile(r"""(?<![\w.:/\\)\]])/(?:[^\s/'"`,;()<>|]+/)+([^\s/'"`,;()<>|:]+)""")
WINDOWS = re.compile(r"""(?<!\w)[A-Za-z]:[\\/](?:[^\s\\/'"`,;()<>|:]+[\\/])*([^\s\\/'"`,;()<>|:]+)""")


def clean_text(text: str) -> str:
    """The text without what XML, JSON readers or a CSV file cannot hold: control characters, halves of characters.

    Marks that turn the direction of writing go, too: with them a grade can read otherwise than it is.
    """
    return UNSAFE.sub("", text)


def without_folders(text: str) -> str:
    """The text with the names of files alone where absolute paths stood."""
    text = QUOTED.sub(r"\1\2\1", text)
    return WINDOWS.sub(r"\1", POSIX.sub(r"\1", text))


def shortened(text: str, length: int) -> str:
    """The text, cut to ``length`` characters, with a sign that it was."""
    return text if len(text) <= length else f"{text[: max(length - 1, 0)]}…"[:length]


def json_text(value: Any) -> str:
    """A JSON text, indented, with a line end."""
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def number(value: float) -> int | float:
    """A number of points as it is written down: whole ones without decimals, others without the dust of sums."""
    rounded = round(value, 9)
    return int(rounded) if rounded == int(rounded) else rounded
