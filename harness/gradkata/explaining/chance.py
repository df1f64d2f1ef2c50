"""Which variant a learner's draws come from, where nothing but their likelihood can tell.

The likelihood of the draws under each variant is exact, so variants are compared by it. And the one that is named has
to make the draws about as likely as it makes its own: a mistake that nobody knows would otherwise be called by the name
of the next best.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence

import numpy as np

from ..boundary.inside import requests
from .dependence import log_bayes_factors
from .likelihood import Likelihood
from .outcomes import different
from .sources import Sources, asked_with
from .transcript import Transcript
from .variant import Variant

CERTAIN = math.log(1000)  # by this much, a variant has to be likelier than the next
FEW = 3  # variants, for which all calls are looked at longer
STEPS = (60, 250, 600)  # so many draws of each call are looked at, until one variant is likelier by that much


class Chance:
    """The calls that draw.

    Attributes:
        drawing: the numbers of them all.
        calls: the numbers of those in failed tests.
    """

    def __init__(self, transcript: Transcript, right: Variant):
        self._transcript, self._right = transcript, right
        self.drawing = [
            number for number, call in enumerate(transcript.calls)
            if isinstance(call.exchange.request, requests.Call | requests.Batch) and call.question.draws
        ]  # fmt: skip
        self.calls = [number for number in self.drawing if not transcript.calls[number].passed]
        self._sources = Sources(transcript, right, self.calls)

    def explained_by(self, variants: Iterable[Variant], fits: Callable[[Variant], bool]) -> list[Variant]:
        """The variants that the draws may have come from, if they do not come from the reference.

        Args:
            fits: whether a variant agrees with what the learner's code did elsewhere.
        """
        if not self.calls:
            return []
        everyone = list(variants)
        rivals = [self._right]
        fitting = [each for each in everyone if fits(each)]
        return self.likeliest(fitting, rivals) or self._sources.shared_with(everyone)

    def likeliest(self, variants: list[Variant], rivals: Sequence[Variant] = ()) -> list[Variant]:
        """Those that make the learner's draws the likeliest, and could well have made them; none if a rival does."""
        if not self.calls:
            return variants
        found = [each for each in variants if self._is_like_the_learner(each)]
        for most in STEPS:
            if not found:
                break
            for number in self.calls if len(found) > FEW else self.drawing:
                for each in (self._right, *found):
                    each.look_longer(number, most)
            found = near_the_likeliest(found, self.drawing)
            if len(found) == 1 and self._is_likelier(found[0], rivals):
                break
        return [each for each in found if self._has_made_them(each) and self._is_likelier(each, rivals)]

    def _is_likelier(self, variant: Variant, rivals: Sequence[Variant]) -> bool:
        log = variant.likelihood(self.drawing).log
        return all(log - each.likelihood(self.drawing).log > CERTAIN for each in rivals)

    def _has_made_them(self, variant: Variant) -> bool:
        for number in self.calls:
            for each in (self._right, variant):
                each.look_longer(number, STEPS[-1])
        likelihood = variant.likelihood(self.drawing)
        return likelihood.is_usual and not self._is_surpassed(variant, likelihood)

    def _is_surpassed(self, variant: Variant, likelihood: Likelihood) -> bool:
        """Whether a rule that nobody who draws by this variant would keep to foretells the draws much better."""
        if is_mixture_likelier(likelihood, self._right.likelihood(self.drawing)):
            return True
        batches = (
            (variant.likelihood([number]), [arguments for arguments, _ in self._asked_with(number)])
            for number in self.drawing
        )
        return any(factor > CERTAIN for factor in log_bayes_factors(batches))

    def _asked_with(self, number: int) -> list[tuple[object, int]]:
        return asked_with(self._transcript.calls[number].question)

    def _is_like_the_learner(self, variant: Variant) -> bool:
        """Whether the learner's draws are possible in a variant, and what else there is to compare is alike."""
        for number in self.calls:
            outcome, learner = variant.answer(number), self._transcript.calls[number].learner
            if outcome is None or different(outcome, learner):
                return False
        return True


def near_the_likeliest(variants: list[Variant], numbers: list[int]) -> list[Variant]:
    """Those that make the draws in some calls about as likely as the likeliest does."""
    logs = [each.likelihood(numbers).log for each in variants]
    return [each for each, log in zip(variants, logs, strict=True) if max(logs) - log < CERTAIN]


def is_mixture_likelier(likelihood: Likelihood, right: Likelihood) -> bool:
    """Whether draws that are now and then right, and else any, are much likelier than by a variant."""
    if right.count != likelihood.count:
        return False
    mixture = 0.5 * right.probabilities + 0.5 / right.sizes
    return bool(np.log(mixture).sum() > likelihood.log + CERTAIN)
