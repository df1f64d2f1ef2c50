"""The line that says how far work is that others judge: on a terminal, and redrawn, unless its user reads by ear."""

from __future__ import annotations

import sys
from typing import Self

import click

from ..learning.accessible import is_accessible
from ..reports.safe_text import shortened
from ..reports.wrapping import width
from ..sharing import telling


class Line:
    """A line on standard error. Where it cannot be redrawn, a terminal is told once of each kata; nobody else is."""

    def __init__(self) -> None:
        self._is_drawn = sys.stderr.isatty() and not is_accessible()
        self._is_told = sys.stderr.isatty() and is_accessible()
        self._shown = ""
        self._told = set[str]()

    def place(self, kata: str, before: int | None) -> None:
        """Say how many are judged before a kata; None of one that is being judged."""
        if self._is_told and kata in self._told:
            return
        self._told.add(kata)
        self._say(telling.place(kata, before))

    def busy(self, seconds: float) -> None:
        """Say that nothing more is taken for a while."""
        self._say(telling.busy(seconds))

    def remark(self, words: str) -> None:
        """Say something that stays there."""
        self.clear()
        click.echo(words, err=True)

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            click.echo(f"\r{' ' * len(self._shown)}\r", nl=False, err=True)
            self._shown = ""

    def _say(self, words: str) -> None:
        words = shortened(words, width() - 1)  # a line that goes on in the next one cannot be redrawn
        if self._is_drawn and words != self._shown:
            click.echo(f"\r{words}{' ' * (len(self._shown) - len(words))}", nl=False, err=True)
            sys.stderr.flush()
            self._shown = words
        elif self._is_told:
            click.echo(words, err=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.clear()
