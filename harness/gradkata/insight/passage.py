"""The longest passage that two texts have in common, of what is rare in both."""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Collection, Iterator, Sequence

from .fingerprints import RUN, Hashed
from .symbols import Symbol, Unit


@dataclasses.dataclass(frozen=True)
class Passage:
    """A passage that is in two texts.

    Attributes:
        length: in symbols.
        places: in each of both, the number of the piece of code, and the first and last line in it.
    """

    length: int
    places: tuple[tuple[int, int, int], tuple[int, int, int]]


def longest(units: Sequence[Hashed], others: Sequence[Hashed], rare: Collection[int]) -> Passage | None:
    """The longest passage.

    Args:
        units, others: both texts.
        rare: the hashes of the runs that count.

    Returns:
        The passage, which is in one unit of either; None if there is none.
    """
    one, other = list(_marked(units, rare, "one")), list(_marked(others, rare, "other"))
    matcher = difflib.SequenceMatcher(None, [key for key, _ in one], [key for key, _ in other], autojunk=False)
    found = matcher.find_longest_match()
    if not found.size:
        return None
    places = _place(one[found.a : found.a + found.size]), _place(other[found.b : found.b + found.size])
    return Passage(found.size + RUN - 1, places)


Marked = tuple[object, Unit]


def _marked(units: Sequence[Hashed], rare: Collection[int], side: str) -> Iterator[Marked]:
    """Each run with its symbols; in place of one that does not count, and after each unit, what nothing is equal to.

    Of a run that comes several times the first counts: endless repetitions would take as long as their square.
    """
    seen: set[int] = set()
    for number, unit in enumerate(units):
        for at, run in enumerate(unit.runs):
            counts = run in rare and run not in seen
            seen.add(run)
            yield (run if counts else (side, number, at)), unit.unit[at : at + RUN]
        yield (side, number), []


def _place(found: Sequence[Marked]) -> tuple[int, int, int]:
    symbols: list[Symbol] = [symbol for _, run in found for symbol in run]
    lines = [symbol.line for symbol in symbols]
    return symbols[0].part, min(lines), max(lines)
