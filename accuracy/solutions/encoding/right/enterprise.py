from __future__ import annotations

from dataclasses import dataclass, field
from typing import Iterable, Sequence

import numpy as np


class UnknownCharacterError(ValueError):
    def __init__(self, character: str) -> None:
        super().__init__(f"character {character!r} ({character}) is not part of the vocabulary")
        self.character = character


class IndexRangeError(ValueError):
    def __init__(self, index: int, size: int) -> None:
        super().__init__(f"index {index} is not within range({size})")
        self.index = index


@dataclass(frozen=True)
class Vocabulary:
    symbols: tuple[str, ...]
    _places: dict[str, int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_places", {s: k for k, s in enumerate(self.symbols)})

    @classmethod
    def from_text(cls, text: str) -> "Vocabulary":
        return cls(tuple(sorted(frozenset(text))))

    def __len__(self) -> int:
        return len(self.symbols)

    def place(self, character: str) -> int:
        try:
            return self._places[character]
        except KeyError:
            raise UnknownCharacterError(character) from None

    def symbol(self, index: int) -> str:
        return self.symbols[validated(index, len(self))]


def validated(index: int, size: int) -> int:
    index = int(index)
    if index not in range(size):
        raise IndexRangeError(index, size)
    return index


def build_vocabulary(text: str) -> list[str]:
    return list(Vocabulary.from_text(text).symbols)


def encode(text: str, vocabulary: Sequence[str]) -> np.ndarray:
    vocab = Vocabulary(tuple(vocabulary))
    return np.fromiter((vocab.place(c) for c in text), dtype=np.int64)


def decode(indices: Iterable[int], vocabulary: Sequence[str]) -> str:
    vocab = Vocabulary(tuple(vocabulary))
    return "".join(vocab.symbol(i) for i in indices)


def one_hot(indices: Iterable[int], size: int) -> np.ndarray:
    places = [validated(i, size) for i in indices]
    matrix = np.zeros((len(places), size), dtype=np.float64)
    for row, column in enumerate(places):
        matrix[row, column] = 1.0
    return matrix
