"""What ``--help`` shows, in the user's language: the texts are the commands' own, the headings are click's."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator

import click

from ..translation import say

EXTRA = "  ["  # begins what click adds to an option's help, such as its default
CLICKS = ("Usage:", "Options", "Commands", "Show this message and exit.", "Show the version and exit.")  # own texts


class Formatter(click.HelpFormatter):
    """Writes help in the user's language."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """See click."""
        super().write_usage(prog, args, f"{say('Usage:')} " if prefix is None else prefix)

    def write_text(self, text: str) -> None:
        """See click."""
        super().write_text(say(text))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """See click."""
        super().write_dl([(name, _said(words)) for name, words in rows], col_max, col_spacing)

    @contextlib.contextmanager
    def section(self, name: str) -> Iterator[None]:
        """See click."""
        with super().section(say(name)):
            yield


class Context(click.Context):
    """What a command is called in: its help is a `Formatter`'s."""

    formatter_class = Formatter


def _said(words: str) -> str:
    text, extra, rest = words.partition(EXTRA)
    return f"{say(text)}{extra}{rest}"
