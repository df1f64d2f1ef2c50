"""The known mistakes of a kata, from wherever they are known here."""

from __future__ import annotations

from collections.abc import Sequence

from ..explaining.mistakes import Mistake, load_mistakes
from ..kata import Kata
from . import NAME


def mistakes_of(kata: Kata) -> Sequence[Mistake]:
    """The mistakes form by form: those of its tape where there is one, else those of the hidden half.

    Raises:
        UsageError: they cannot be read.
    """
    if not (kata.hidden / NAME).is_file():
        return load_mistakes(kata)
    from .playing import PlayedAnswers  # with numpy, which whoever wants a hint has no time for

    return PlayedAnswers(kata).catalogue().mistakes
