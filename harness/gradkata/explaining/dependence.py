"""Whether draws foretell each other, as draws that come from a variant's distributions alone do not.

A mistake that nobody knows may make draws about as likely as a known one does, and yet follow a rule of its own: the
same index each time, the same one after another. Such a rule foretells the draws better than the variant does.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple

import numpy as np

from ..tolerances import DIGITS_OF_PROBABILITIES
from .likelihood import Likelihood

FEWEST = 5  # draws that have something in common, by which a rule can be seen


class Draw(NamedTuple):
    """One draw: its index, the variant's probability of it, and from how many indices it was drawn."""

    drawn: int
    probability: float
    size: int


def log_bayes_factors(batches: Iterable[tuple[Likelihood, Sequence[Hashable]]]) -> list[float]:
    """How much likelier the draws are by each of three rules than by the variant's own distributions.

    The rules: as before from the same distribution; as before in calls with the same arguments, which concerns the
    first draw of each; as before after the same draw from the same distribution.

    Args:
        batches: draws, each with the arguments of the calls in it, one for each of ``starts``.

    Returns:
        The logarithm of a Bayes factor for each rule; at least about 0 when there is no such rule.
    """
    by_distribution: dict[Hashable, list[Draw]] = {}
    by_arguments: dict[Hashable, list[Draw]] = {}
    by_previous: dict[Hashable, list[Draw]] = {}
    for likelihood, arguments in batches:
        begins = dict(zip(likelihood.starts, arguments, strict=False))
        for place, draw in enumerate(map(Draw, likelihood.drawn, likelihood.probabilities, likelihood.sizes)):
            distribution = np.round(likelihood.distributions[place], DIGITS_OF_PROBABILITIES).tobytes()
            by_distribution.setdefault(distribution, []).append(draw)
            if place in begins:
                by_arguments.setdefault(begins[place], []).append(draw)
            else:
                by_previous.setdefault((distribution, likelihood.drawn[place - 1]), []).append(draw)
    return [sum(map(log_bayes_factor, groups.values())) for groups in (by_distribution, by_arguments, by_previous)]


def log_bayes_factor(draws: Sequence[Draw]) -> float:
    """By how much draws foretell each other, where nobody knows beforehand whether they do.

    The mean of two likelihoods, by the variant's own distributions and by what came before (Krichevsky and Trofimov,
    1981), is compared with the first of them.
    """
    if len(draws) < FEWEST:
        return 0.0
    counts: dict[int, int] = {}
    log_ratio = 0.0
    for seen, draw in enumerate(draws):
        by_counts = (counts.get(draw.drawn, 0) + 0.5) / (seen + 0.5 * draw.size)
        log_ratio += math.log(by_counts) - math.log(draw.probability)
        counts[draw.drawn] = counts.get(draw.drawn, 0) + 1
    return float(np.logaddexp(0.0, log_ratio) - math.log(2))
