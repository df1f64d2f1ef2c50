"""Learners' code for the wall: without names, and without comments and docstrings, in which names may stand."""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterable, Iterator

from ..boundary.sanitizing import clean_columns
from ..text.source import NotebookError, code_cells

MOST_LINES = 80
SHORTEST = 3  # letters of a part of a name that is looked for in strings
HIDDEN = "…"
ALONE = (tokenize.NEWLINE, tokenize.NL, tokenize.INDENT, tokenize.DEDENT, tokenize.ENCODING, tokenize.COMMENT)


def anonymous(text: str, suffix: str, names: Iterable[str]) -> str:
    """The code in the text of a file, as it may be shown to all; empty where it cannot be read.

    Args:
        names: those who must not be found in it.
    """
    try:
        cells = [_without_words(cell.python) for cell in code_cells(text, suffix)]
    except (NotebookError, SyntaxError, tokenize.TokenError, ValueError, RecursionError):
        return ""
    lines = "\n\n".join(filter(None, cells)).split("\n")
    shown = lines[:MOST_LINES] + [HIDDEN] * (len(lines) > MOST_LINES)
    return _without_names(clean_columns("\n".join(shown)), names)


def _without_words(source: str) -> str:
    """A source without comments and without strings that stand alone, as docstrings do; other lines stay."""
    rows = [list(line) for line in source.splitlines()]
    for token in _spoken(list(tokenize.generate_tokens(io.StringIO(source).readline))):
        (first, left), (last, right) = token.start, token.end
        for row in range(first, last + 1):
            begin, end = left if row == first else 0, right if row == last else len(rows[row - 1])
            rows[row - 1][begin:end] = " " * (end - begin)
    lines = ["".join(row).rstrip() for row in rows]
    return re.sub(r"\n{3,}", "\n\n\n", "\n".join(lines)).strip("\n")


def _spoken(tokens: list[tokenize.TokenInfo]) -> Iterator[tokenize.TokenInfo]:
    before = tokenize.ENCODING
    for token in tokens:
        if token.type == tokenize.COMMENT or (token.type == tokenize.STRING and before in ALONE):
            yield token
        if token.type != tokenize.COMMENT:
            before = token.type


def _without_names(code: str, names: Iterable[str]) -> str:
    parts = {part for name in names for part in re.findall(r"\w+", name) if len(part) >= SHORTEST}
    if not parts:
        return code
    pattern = "|".join(map(re.escape, sorted(parts, key=len, reverse=True)))
    return re.sub(rf"(?<![^\W_])(?:{pattern})(?![^\W_])", HIDDEN, code, flags=re.IGNORECASE)
