"""A text in Markdown as plain text for a terminal: paragraphs wrapped, code as it stands."""

from __future__ import annotations

import re

from ..text.sections import FENCE, HEADING
from .wrapping import wrapped

ITEM = re.compile(r"\s{0,3}(?:[-*+]|\d+\.)[ \t]+")
AS_IT_STANDS = re.compile(r" {4}|\t|\|")  # an indented line, or one of a table
CODE = re.compile(r"(`[^`]*`)")
# Bold and italic type; a star between spaces or inside a word is one that was meant.
STARS = re.compile(r"(?<![\w*])(\*{1,2})(?=\S)([^*]+)(?<=\S)\1(?![\w*])")


def plain(text: str) -> str:
    """The text in lines of at most 80 columns, without a line end; lines of code are as long as they are."""
    page = _Page()
    for line in text.strip("\n").splitlines():
        page.add(line.rstrip())
    page.end_paragraph()
    return "\n".join(page.lines)


class _Page:
    """Lines for a terminal, made of lines of Markdown.

    Attributes:
        lines: those that are done.
    """

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._words: list[str] = []  # of the paragraph that is not done
        self._first = ""  # what it begins with, such as the dash of a list
        self._is_code = False

    def add(self, line: str) -> None:
        """Take one more line."""
        if FENCE.match(line):
            self.end_paragraph()
            self._is_code = not self._is_code
        elif self._is_code:
            self.lines.append(f"    {line}".rstrip())
        elif not line or (AS_IT_STANDS.match(line) and not self._words):
            self.end_paragraph()
            self.lines.append(line)
        elif heading := HEADING.match(line):
            self.end_paragraph()
            self.lines.append(heading[2])
        else:
            self._add_words(line)

    def _add_words(self, line: str) -> None:
        if item := ITEM.match(line):
            self.end_paragraph()
            self._first, line = item[0], line[item.end() :]
        self._words.append(line.strip())

    def end_paragraph(self) -> None:
        """Wrap the paragraph that is not done, if there is one."""
        if self._words:
            self.lines += wrapped(_without_stars(" ".join(self._words)), self._first, " " * len(self._first))
        self._words, self._first = [], ""


def _without_stars(words: str) -> str:
    """Words without the signs of bold and italic type; what is code keeps its stars."""
    parts = CODE.split(words)
    return "".join(part if CODE.fullmatch(part) else STARS.sub(r"\2", part) for part in parts)
