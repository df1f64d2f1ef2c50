"""Learners' code for the wall: without names, and without comments and docstrings, in which names may stand."""

from __future__ import annotations

import io
import re
import tokenize
import unicodedata
from collections.abc import Iterable, Iterator

from ..boundary.sanitizing import clean_columns
from ..text.source import NotebookError, code_cells

MOST_LINES = 80
SHORTEST = 3  # letters of a part of a name that is hidden: shorter ones are variables, but for those not in ASCII
HIDDEN = "…"
LAYOUT = (tokenize.NL, tokenize.INDENT, tokenize.DEDENT)
BEGINS, ENDS = ("FSTRING_START", "TSTRING_START"), ("FSTRING_END", "TSTRING_END")  # from Python 3.12 and 3.14 on
Place = tuple[int, int]  # a row from 1, and a column


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
    source = re.sub(r"\r\n?", "\n", source)
    rows = [list(line) for line in source.split("\n")]  # as `tokenize` counts them
    for (first, left), (last, right) in _spoken(tokenize.generate_tokens(io.StringIO(source).readline)):
        for row in range(first, last + 1):
            begin, end = left if row == first else 0, right if row == last else len(rows[row - 1])
            rows[row - 1][begin:end] = " " * (end - begin)
    lines = ["".join(row).rstrip() for row in rows]
    return re.sub(r"\n{3,}", "\n\n\n", "\n".join(lines)).strip("\n")


def _spoken(tokens: Iterable[tokenize.TokenInfo]) -> Iterator[tuple[Place, Place]]:
    """Where comments and strings that stand alone begin and end."""
    statement: list[tokenize.TokenInfo] = []
    for token in tokens:
        if token.type == tokenize.COMMENT:
            yield token.start, token.end
        elif token.type in (tokenize.NEWLINE, tokenize.ENDMARKER) or token.string == ";":
            if _is_text(words := _body(statement)):
                yield words[0].start, words[-1].end
            statement = []
        elif token.type not in LAYOUT:
            statement.append(token)


def _body(statement: list[tokenize.TokenInfo]) -> list[tokenize.TokenInfo]:
    """The statement, or of a function or a class what stands behind it in the same line."""
    words = [token.string for token in statement]
    if words[:1] not in (["def"], ["class"], ["async"]) or ":" not in words:
        return statement
    return statement[len(words) - words[::-1].index(":") :]


def _is_text(statement: Iterable[tokenize.TokenInfo]) -> bool:
    """Whether a statement is nothing but a string, in however many parts."""
    depth, is_text = 0, False
    for token in statement:
        kind = tokenize.tok_name[token.type]
        depth += kind in BEGINS
        if depth or kind == "STRING":
            is_text = True
        elif token.string not in ("(", ")"):
            return False
        depth -= kind in ENDS
    return is_text


def _without_names(code: str, names: Iterable[str]) -> str:
    words = {part for name in names for part in re.findall(r"\w+", name)}
    parts = {part for part in words if len(part) >= SHORTEST or not part.isascii()}
    if not parts:
        return code
    pattern = "|".join(map(re.escape, sorted(parts, key=len, reverse=True)))
    code = unicodedata.normalize("NFC", code)
    return re.sub(rf"(?<![^\W_])(?:{pattern})(?![^\W_])", HIDDEN, code, flags=re.IGNORECASE)
