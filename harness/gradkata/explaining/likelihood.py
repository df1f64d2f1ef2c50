"""How likely a learner's draws are, if they come from one variant of the reference.

At each draw the distribution is known, so the log-likelihood is exact, and so are the mean and the variance that it
would have if the draws did come from there.
"""

from __future__ import annotations

import math

import numpy as np

from ..tolerances import LOG_LIKELIHOOD

LEAST = 1e-300  # in place of a probability of 0, so that a logarithm is finite
MOST_SIGMAS = 5.0  # within so many standard deviations of its mean, a log-likelihood is what one expects


class Likelihood:
    """How likely a variant makes a learner's draws.

    Attributes:
        starts: where the draws of each call begin.
        drawn: the indices, -1 for what was impossible.
        distributions: the probabilities of all indices at each draw.
    """

    def __init__(self) -> None:
        self.starts: list[int] = []
        self.distributions: list[np.ndarray] = []
        self.drawn: list[int] = []

    def note(self, distribution: np.ndarray, index: int) -> None:
        """A draw of ``index``, or of -1 for an impossible one, from a distribution."""
        self.distributions.append(distribution)
        self.drawn.append(index)

    def add(self, other: Likelihood) -> None:
        """More draws."""
        self.starts += [self.count + start for start in other.starts]
        self.distributions += other.distributions
        self.drawn += other.drawn

    @property
    def count(self) -> int:
        """How many draws there are."""
        return len(self.drawn)

    @property
    def probabilities(self) -> np.ndarray:
        """The probability of each draw, about 0 if it was impossible."""
        pairs = zip(self.distributions, self.drawn, strict=True)
        return np.array([distribution[index] if index >= 0 else LEAST for distribution, index in pairs])

    @property
    def sizes(self) -> np.ndarray:
        """From how many indices each was drawn."""
        return np.array([len(distribution) for distribution in self.distributions])

    @property
    def log(self) -> float:
        """The log-likelihood of all draws."""
        return float(np.log(self.probabilities).sum())

    @property
    def is_usual(self) -> bool:
        """Whether draws that come from this variant may well be that likely."""
        mean, variance = self._expected()
        return abs(self.log - mean) <= MOST_SIGMAS * math.sqrt(variance) + LOG_LIKELIHOOD

    @property
    def is_certain(self) -> bool:
        """Whether there was nothing to choose from."""
        return self._expected()[0] > -LOG_LIKELIHOOD

    def _expected(self) -> tuple[float, float]:
        """Mean and variance of the log-likelihood of as many draws, if they come from this variant."""
        mean = variance = 0.0
        for size in sorted({len(each) for each in self.distributions}):
            probabilities = np.maximum([each for each in self.distributions if len(each) == size], LEAST)
            logs = np.log(probabilities)
            means = (probabilities * logs).sum(axis=1)
            mean += float(means.sum())
            variance += float(((probabilities * logs**2).sum(axis=1) - means**2).sum())
        return mean, max(variance, 0.0)
