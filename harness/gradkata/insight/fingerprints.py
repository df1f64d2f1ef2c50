"""Fingerprints of sequences of symbols by winnowing: S. Schleimer, D. Wilkerson, A. Aiken, SIGMOD 2003.

Of every `WINDOW` successive runs of `RUN` symbols, the one with the smallest hash is a fingerprint. So two texts that
have `RUN` + `WINDOW` - 1 successive symbols in common have a fingerprint in common, wherever these stand, and no two
have one in common by chance that is shorter than `RUN` symbols.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterable, Iterator, Sequence

from .symbols import Unit

RUN = 12  # symbols: a line and a half
WINDOW = 4  # runs
PRIME = 2**61 - 1
BASE = 0x1D2F_8C3B_5E61_A947 % PRIME


@dataclasses.dataclass(frozen=True)
class Hashed:
    """A unit, and the hash of each run of `RUN` symbols in it, in order: the same in every process."""

    unit: Unit
    runs: tuple[int, ...]

    @property
    def fingerprints(self) -> set[int]:
        """The hashes that are chosen: the smallest of each window."""
        count = max(len(self.runs) - WINDOW + 1, min(len(self.runs), 1))
        return {min(self.runs[at : at + WINDOW]) for at in range(count)}


def hashed(units: Iterable[Unit]) -> list[Hashed]:
    """Units with their hashes."""
    return [Hashed(unit, tuple(_runs([each.text for each in unit]))) for unit in units]


def all_runs(units: Iterable[Hashed]) -> set[int]:
    """The hashes of all runs of several units."""
    return {run for unit in units for run in unit.runs}


def _runs(texts: Sequence[str]) -> Iterator[int]:
    """A rolling hash (R. Karp, M. Rabin, 1987): each in the time that one symbol takes."""
    codes = {text: _code(text) for text in set(texts)}
    value, top = 0, pow(BASE, RUN, PRIME)
    for at, text in enumerate(texts):
        gone = codes[texts[at - RUN]] * top if at >= RUN else 0
        value = (value * BASE + codes[text] - gone) % PRIME
        if at >= RUN - 1:
            yield value


def _code(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=7).digest())
