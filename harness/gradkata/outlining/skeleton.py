"""The text of a Python module without what its functions and classes do: quick to parse, since little is left of it."""

from __future__ import annotations

import re

_STRING_OR_COMMENT = re.compile(
    r'"""(?:\\.|[^\\])*?"""' r"|'''(?:\\.|[^\\])*?'''" r'|"(?:\\.|[^"\\\n])*"' r"|'(?:\\.|[^'\\\n])*'" r"|#[^\n]*",
    re.DOTALL,
)
# Strings are written as null characters here, and comments as spaces. What does not fit, such as a function in one line
# or with a line that begins with no space, stays whole, or what is left of it is no Python.
_DEFINITION = re.compile(
    r"^(?P<header>(?:def|class)[ ](?:[^\n]|\n(?=[ \t)]))*?:[ \t]*\n)"
    r"(?P<docstring>(?:[ \t]*\n)*[ \t]+(?:[rRuU]?\0|\()(?:[^\n]*\\\n)*[^\n]*\n)?"
    r"(?P<body>(?:[ \t][^\n]*\n|\n)*)",
    re.MULTILINE,
)


def skeleton(text: str) -> str:
    """A module with nothing but docstrings, and nested parentheses, in its functions and classes.

    Lines keep their numbers. What is unusual enough comes out as it was, or as no Python.
    """
    text += "\n"
    masked = _STRING_OR_COMMENT.sub(_blank, text)
    parts, end = [], 0
    for found in _DEFINITION.finditer(masked):
        lines = text.count("\n", *found.span("body"))
        body = "" if found["docstring"] else " pass"
        parts += [text[end : found.start("body")], body, "\n" * lines]
        end = found.end()
    return "".join([*parts, text[end:]])


def _blank(found: re.Match[str]) -> str:
    return (" " if found[0].startswith("#") else "\0") * len(found[0])
