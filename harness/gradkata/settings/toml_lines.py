"""The lines of a TOML text on which its entries stand, for messages about them: `tomllib` does not keep them."""

from __future__ import annotations

import collections
import re
import tomllib
from collections.abc import Iterator
from typing import Any

Keys = tuple[str | int, ...]
"""The way to an entry: the names of tables and entries, and the places in arrays, from 0."""

_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}' r"|'''.*?'{3,5}" r'|"(?:\\.|[^"\\])*"' r"|'[^']*'" r"|#[^\n]*|[^\"'#\[\]{}\n]+|.",
    re.DOTALL,
)
_DEPTH = {"[": 1, "{": 1, "]": -1, "}": -1}


def line_of(text: str, keys: Keys) -> int:
    """The line, from 1, on which an entry begins, or if it has none of its own, what holds it.

    Args:
        text: valid TOML.
    """
    lines = _lines(text)
    return next((lines[keys[:end]] for end in range(len(keys), 0, -1) if keys[:end] in lines), 1)


def _lines(text: str) -> dict[Keys, int]:
    lines: dict[Keys, int] = {}
    table: Keys = ()
    counts: collections.Counter[Keys] = collections.Counter()
    for line, statement in _statements(text):
        tree = tomllib.loads(statement)
        if statement.lstrip().startswith("["):
            table = _header(tree, counts)
            entries: list[Keys] = [table[:end] for end in range(1, len(table) + 1)]
        else:
            entries = [table + keys for keys in _ways(tree)]
        for keys in entries:
            lines.setdefault(keys, line)
    return lines


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Each header of a table, and each name with its value; and the line on which it begins."""
    depth, line, start = 0, 1, 1
    parts: list[str] = []
    for token in _TOKEN.findall(text + "\n"):
        depth += _DEPTH.get(token, 0)
        line += token.count("\n")
        if token == "\n" and depth == 0:
            yield start, "".join(parts)
            parts, start = [], line
        else:
            parts.append(token)


def _header(tree: dict[str, Any], counts: collections.Counter[Keys]) -> Keys:
    """The table that a header opens: of an array of tables, a new one, or within the last one."""
    keys: Keys = ()
    while tree:
        ((name, inner),) = tree.items()
        keys += (name,)
        if isinstance(inner, list):
            counts[keys] += 1
        tree = inner[0] if isinstance(inner, list) else inner
        if keys in counts:
            keys += (counts[keys] - 1,)
    return keys


def _ways(tree: dict[str, Any]) -> Iterator[Keys]:
    for name, value in tree.items():
        yield (name,)
        if isinstance(value, dict):
            yield from ((name, *keys) for keys in _ways(value))
