"""Where a suite's ``reference`` comes from: the hidden solution, or whatever else answers as that does."""

from __future__ import annotations

import abc
import dataclasses
from collections.abc import Callable
from typing import Any

from ..errors import UsageError
from ..kata import Kata
from ..lazy import resolved
from ..translation import say


class Recorded(abc.ABC):
    """Right answers that were recorded, for where no solution is: of certain seeds, test by test.

    Attributes:
        seeds: those of the inputs that were recorded. What is known of mistakes belongs to the first.
    """

    seeds: tuple[int, ...]

    @abc.abstractmethod
    def at(self, seed: int, test: str) -> Any:
        """What a test knows as its ``reference``: it gives the answers in the order in which they were asked for.

        Raises:
            UsageError: the seed was not recorded.
        """

    @abc.abstractmethod
    def anywhere(self, seed: int) -> Any:
        """An object with the kata's functions, asked anything that was recorded, in any order; else a `LookupError`."""

    @abc.abstractmethod
    def catalogue(self) -> Any:
        """What stands in for a catalogue of the kata's mistakes; see `explaining.catalogue`."""


@dataclasses.dataclass(frozen=True)
class AnswerSource:
    """A source of right answers.

    Attributes:
        name: what messages call it.
        of: a function from a kata to an object with the kata's functions, or to one that is `Recorded`, or to None if
            it has no answers for that kata; or where to import the function, as in ``"my_pack.tapes:played"``.
        seeds: of a source of recorded answers, the seeds that it has of a kata, none if it has nothing of it; or where
            to import the function.
    """

    name: str
    of: Callable[[Kata], Any | None] | str
    seeds: Callable[[Kata], tuple[int, ...]] | str | None = None


@dataclasses.dataclass(frozen=True)
class Answers:
    """All sources, in the order in which they are asked."""

    sources: tuple[AnswerSource, ...]

    def seeds(self, kata: Kata) -> tuple[int, ...]:
        """The seeds of which the answers were recorded, the first one first; none where any will do."""
        recorded = (resolved(each.seeds)(kata) for each in self.sources if each.seeds is not None)
        return next(filter(None, recorded), ())

    def __call__(self, kata: Kata) -> Any:
        """What a suite of the kata knows as its ``reference``.

        Raises:
            UsageError: no source has answers for it.
        """
        for source in self.sources:
            found = resolved(source.of)(kata)
            if found is not None:
                return found
        raise UsageError(say("nothing knows the right answers of the kata {kata}", kata=kata.id))
