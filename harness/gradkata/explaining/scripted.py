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

from ..tolerances import IMPOSSIBLE, LOG_LIKELIHOOD, SUM_OF_PROBABILITIES

LEAST = 1e-300  # so that a logarithm is finite
MOST_DRAWS = 14  # that are looked at in one call, unless chance alone has to decide
MOST_IN_ALL = 16  # and in one batch
SIGMAS = 5.0  # within so many, the likelihood of draws is what the version that made them leads one to expect


class Enough(BaseException):
    """The rest of the draws is passed over. No version catches it.

    Attributes:
        drawn: the draws so far, where the version cannot draw what the learner's code drew; else None.
    """

    def __init__(self, drawn: list[int] | None):
        super().__init__()
        self.drawn = drawn


class Likelihood:
    """How likely a version makes a learner's draws.

    Attributes:
        starts: where the draws of each call begin.
        drawn: the indices, -1 for what was impossible.
        laws: the probabilities of all indices at each draw.
    """

    def __init__(self) -> None:
        self.starts: list[int] = []
        self.laws: list[np.ndarray] = []
        self.drawn: list[int] = []

    def note(self, law: np.ndarray, index: int) -> None:
        """A draw of ``index``, or of -1, where the probabilities are ``law``."""
        self.laws.append(law)
        self.drawn.append(index)

    def add(self, other: Likelihood) -> None:
        """More draws."""
        self.starts += [self.count + start for start in other.starts]
        self.laws += other.laws
        self.drawn += other.drawn

    @property
    def count(self) -> int:
        return len(self.drawn)

    @property
    def shares(self) -> np.ndarray:
        """The probability of each draw, about 0 if it was impossible."""
        pairs = zip(self.laws, self.drawn, strict=True)
        return np.array([law[index] if index >= 0 else LEAST for law, index in pairs])

    @property
    def sizes(self) -> np.ndarray:
        """From how many indices each was drawn."""
        return np.array([len(law) for law in self.laws])

    @property
    def log(self) -> float:
        """The logarithm of the probability of all draws."""
        return float(np.log(self.shares).sum())

    @property
    def is_usual(self) -> bool:
        """Whether draws of this version may well be that likely."""
        mean, variance = self._expected()
        return abs(self.log - mean) <= SIGMAS * math.sqrt(variance) + LOG_LIKELIHOOD

    @property
    def is_certain(self) -> bool:
        """Whether there was nothing to choose from."""
        return self._expected()[0] > -LOG_LIKELIHOOD

    def _expected(self) -> tuple[float, float]:
        """Mean and variance of the logarithm of the probability of as many draws, if they come from this version."""
        mean = variance = 0.0
        for size in sorted({len(law) for law in self.laws}):
            laws = np.maximum([law for law in self.laws if len(law) == size], LEAST)
            logs = np.log(laws)
            means = (laws * logs).sum(axis=1)
            mean += float(means.sum())
            variance += float(((laws * logs**2).sum(axis=1) - means**2).sum())
        return mean, max(variance, 0.0)


class ScriptedGenerator:
    """Stands in for a generator.

    Args:
        offer: the indices that the learner's code drew.
        most: how many of them to look at.
        after: what is drawn when there are no more; None for the likeliest.
    """

    def __init__(self, offer: Sequence[int], most: int, after: int | None = None):
        self._offer, self._most, self._after = offer, most, after
        self.likelihood = Likelihood()
        self.likelihood.starts.append(0)
        self._drawn: list[int] = []

    def choice(self, a: Any, size: Any = None, replace: bool = True, p: Any = None) -> int:  # noqa: ARG002
        """The next index, as `numpy.random.Generator.choice` gives it."""
        if len(self._drawn) >= self._most:
            raise Enough(None)
        count = a if isinstance(a, int) else len(a)
        shares = np.full(count, 1 / count) if p is None else np.asarray(p, np.float64)
        if not abs(shares.sum() - 1) < SUM_OF_PROBABILITIES:  # a real generator refuses them, nan too
            raise ValueError("probabilities do not sum to 1")
        self._drawn.append(self._next(shares))
        return self._drawn[-1]

    def _next(self, shares: np.ndarray) -> int:
        number = len(self._drawn)
        index = self._offer[number] if number < len(self._offer) else self._after
        if index is None:  # nobody knows what came
            return int(shares.argmax())
        if not 0 <= index < len(shares) or not shares[index] > IMPOSSIBLE:
            self.likelihood.note(shares, -1)
            raise Enough([*self._drawn, int(shares.argmax())])
        self.likelihood.note(shares, index)
        return index


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
