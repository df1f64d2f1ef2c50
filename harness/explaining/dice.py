"""A stand-in for a generator, which gives the indices that a learner's code drew.

No two right solutions draw alike, so lists are never compared with the reference's own draws. Each version is asked
with a stand-in that gives the learner's draws one by one, as long as they are possible, and notes how likely each was.
So a version gives the learner's list if it may have come from that version.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

POSSIBLE = 1e-9  # draws that are less likely are not believed
MOST_DRAWS = 16  # that are looked at in one call, unless chance alone has to decide
MOST_IN_ALL = 64  # and in one batch
SIGMAS = 5.0  # within so many, the likelihood of draws is what the version that made them leads one to expect


class Enough(BaseException):
    """So many draws have been looked at that the rest is passed over. No version catches it.

    Attributes:
        drawn: the draws so far; None if they are the learner's.
    """

    def __init__(self, drawn: list[int] | None):
        super().__init__()
        self.drawn = drawn


class Luck:
    """How likely a version makes a learner's draws.

    Attributes:
        shares: the probability of each, 0 if it was impossible.
        sizes: from how many indices each was drawn.
        starts: where the draws of each call begin.
        mean: of the logarithm of the probability of as many draws, if they come from this version.
        variance: of the same.
    """

    def __init__(self) -> None:
        self.shares: list[float] = []
        self.sizes: list[int] = []
        self.starts: list[int] = []
        self.mean = self.variance = 0.0

    @property
    def count(self) -> int:
        return len(self.shares)

    @property
    def log(self) -> float:
        """The logarithm of the probability of all draws."""
        return math.fsum(math.log(max(share, 1e-300)) for share in self.shares)

    def add(self, other: Luck) -> None:
        self.starts += [self.count + start for start in other.starts]
        self.shares += other.shares
        self.sizes += other.sizes
        self.mean += other.mean
        self.variance += other.variance

    @property
    def is_usual(self) -> bool:
        """Whether draws of this version may well be that likely."""
        return abs(self.log - self.mean) <= SIGMAS * math.sqrt(self.variance) + 1e-6

    @property
    def is_certain(self) -> bool:
        """Whether there was nothing to choose from."""
        return self.variance < POSSIBLE


class Dice:
    """Stands in for a generator.

    Args:
        offer: the indices that the learner's code drew.
        most: how many of them to look at.
        after: what is drawn when there are no more; None for the likeliest.
    """

    def __init__(self, offer: Sequence[int], most: int, after: int | None = None):
        self._offer, self._most, self._after = offer, most, after
        self.luck = Luck()
        self.luck.starts.append(0)
        self._drawn: list[int] = []
        self._is_theirs = True

    def choice(self, a: Any, size: Any = None, replace: bool = True, p: Any = None) -> int:  # noqa: ARG002
        """The next index, as `numpy.random.Generator.choice` gives it."""
        if len(self._drawn) >= self._most:
            raise Enough(None if self._is_theirs else self._drawn)
        count = a if isinstance(a, int) else len(a)
        shares = np.full(count, 1 / count) if p is None else np.asarray(p, np.float64)
        if not abs(shares.sum() - 1) < 1e-6:  # a real generator refuses them, nan too
            raise ValueError("probabilities do not sum to 1")
        self._drawn.append(self._next(shares))
        return self._drawn[-1]

    def _next(self, shares: np.ndarray) -> int:
        number = len(self._drawn)
        index = self._offer[number] if number < len(self._offer) else self._after
        if index is None:  # nobody knows what came
            return int(shares.argmax())
        is_possible = 0 <= index < len(shares) and bool(shares[index] > POSSIBLE)
        self._note(float(shares[index]) if is_possible else 0.0, shares)
        self._is_theirs = self._is_theirs and is_possible
        return int(index) if is_possible else int(shares.argmax())

    def _note(self, share: float, shares: np.ndarray) -> None:
        luck = self.luck
        luck.shares.append(share)
        luck.sizes.append(len(shares))
        logs = np.log(np.maximum(shares, 1e-300))
        mean = float(shares @ logs)
        luck.mean += mean
        luck.variance += max(0.0, float(shares @ (logs * logs)) - mean * mean)


@dataclasses.dataclass(frozen=True)
class Offer:
    """What a learner's code may have drawn, as its answer tells."""

    draws: tuple[int, ...]
    after: int | None = None


def offers(answer: Any, arguments: Iterable[Any]) -> list[Offer]:
    """What may have been drawn for an answer: a list of indices, all of it or from its second item on; or a text."""
    if isinstance(answer, str):
        return _offers_of_text(answer, list(arguments))
    items = answer.tolist() if isinstance(answer, np.ndarray) and answer.ndim == 1 else answer
    if not isinstance(items, list | tuple):
        return [Offer(())]
    draws = [_index(each) for each in items]
    if None in draws:
        return [Offer(())]
    indices = tuple(each for each in draws if each is not None)
    return [Offer(indices), Offer(indices[1:])]


def _offers_of_text(answer: str, arguments: list[Any]) -> list[Offer]:
    """The characters after the first of the text in the arguments, by the vocabulary there; it ends with index 0."""
    texts = [each for each in arguments if isinstance(each, str)]
    words = next((each for each in arguments if isinstance(each, list) and each and isinstance(each[0], str)), [])
    place = {word: index for index, word in enumerate(words)}
    begin = len(texts[0]) if texts and answer.startswith(texts[0]) else 0
    return [Offer(tuple([place.get(each, -1) for each in answer[start:]]), 0) for start in dict.fromkeys((begin, 0))]


def _index(item: Any) -> int | None:
    if isinstance(item, bool):
        return None
    if isinstance(item, int | np.integer):
        return int(item)
    if isinstance(item, float | np.floating) and float(item).is_integer():
        return int(item)
    return int(item) if isinstance(item, str) and item.isdecimal() and len(item) < 9 else None
