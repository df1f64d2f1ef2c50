"""Which version a learner's draws come from, where nothing but chance can tell.

The likelihood of the draws under each version is exact, so versions are compared by it. And the one that is named has
to make the draws about as likely as it makes its own: a mistake that nobody knows would otherwise be called by the name
of the next best.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

from ..boundary.inside.requests import Batch, Call
from .outcomes import different
from .scripted import Likelihood
from .transcript import Transcript
from .variant import Variant

CERTAIN = math.log(1000)  # by this much, a version has to be likelier than the next
Draw = tuple[int, float, int, np.ndarray]  # the index, its probability, the number of indices, all probabilities
FEWEST = 5  # draws of a kind, by which a habit can be seen
FEW = 3  # versions, for which all calls are looked at longer
STEPS = (60, 250, 600)  # so many draws of each call are looked at, until one version is likelier by that much
SAME, OTHER = "the same list from any generator", "another list from the same generator"
ENOUGH = 16  # draws that are all alike, though the generators are not, are no chance


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
            if isinstance(call.exchange.request, Call | Batch) and call.question.draws
        ]  # fmt: skip
        self.calls = [number for number in self.drawing if not transcript.calls[number].passed]

    def explained_by(self, variants: Iterable[Variant], fits: Callable[[Variant], bool]) -> list[Variant]:
        """The versions that the draws may have come from, if they do not come from the reference.

        Args:
            fits: whether a version agrees with what the learner's code did elsewhere.
        """
        if not self.calls:
            return []
        everyone = list(variants)
        rivals = [self._right]
        return self.likeliest([each for each in everyone if fits(each)], rivals) or self._by_source(everyone)

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
            found = self.near_the_best(found, self.drawing)
            if len(found) == 1 and self._is_likelier(found[0], rivals):
                break
        return [each for each in found if self._has_made_them(each) and self._is_likelier(each, rivals)]

    @staticmethod
    def near_the_best(variants: list[Variant], numbers: list[int]) -> list[Variant]:
        """Those that make the draws in some calls about as likely as the likeliest does."""
        logs = [each.likelihood(numbers).log for each in variants]
        return [each for each, log in zip(variants, logs, strict=True) if max(logs) - log < CERTAIN]

    def _is_likelier(self, variant: Variant, rivals: Sequence[Variant]) -> bool:
        return all(
            variant.likelihood(self.drawing).log - each.likelihood(self.drawing).log > CERTAIN for each in rivals
        )

    def _has_made_them(self, variant: Variant) -> bool:
        for number in self.calls:
            for each in (self._right, variant):
                each.look_longer(number, STEPS[-1])
        likelihood = variant.likelihood(self.drawing)
        return likelihood.is_usual and not self._is_surpassed(variant, likelihood)

    def _is_surpassed(self, variant: Variant, likelihood: Likelihood) -> bool:
        """Whether the draws are foretold much better by a rule that nobody who draws by this version would keep to.

        The rules: now and then as the reference; as before in calls alike, by the same law, or after the same draw.
        """
        right = self._right.likelihood(self.drawing)
        if right.count == likelihood.count:
            often = 0.5 * right.shares + 0.5 / right.sizes
            if np.log(often).sum() > likelihood.log + CERTAIN:
                return True
        return any(gain > CERTAIN for gain in self._gains_by_habit(variant))

    def _gains_by_habit(self, variant: Variant) -> list[float]:
        """How much likelier the draws are by each habit than by the version's own laws."""
        by_habit: tuple[dict[Any, list[Draw]], ...] = ({}, {}, {})
        for number in self.drawing:
            likelihood = variant.likelihood([number])
            begins = dict(zip(likelihood.starts, self._asked_with(number), strict=False))
            for place, draw in enumerate(
                zip(likelihood.drawn, likelihood.shares, likelihood.sizes, likelihood.laws, strict=True)
            ):
                law = np.round(draw[3], 9).tobytes()
                by_habit[0].setdefault(law, []).append(draw)
                if place in begins:
                    by_habit[1].setdefault(begins[place][0], []).append(draw)
                else:
                    by_habit[2].setdefault((law, likelihood.drawn[place - 1]), []).append(draw)
        return [sum(map(_gain, habit.values())) for habit in by_habit]

    def _is_like_the_learner(self, variant: Variant) -> bool:
        """Whether the learner's draws are possible in a version, and what else there is to compare is alike."""
        for number in self.calls:
            outcome, learner = variant.answer(number), self._transcript.calls[number].learner
            if outcome is None or different(outcome, learner):
                return False
        return True

    # Chance that does not come from the generator.

    def _is_idle(self, variant: Variant) -> bool:
        """Whether a version never asks the generator."""
        return variant.likelihood(self.calls).count == 0

    def _by_source(self, variants: list[Variant]) -> list[Variant]:
        """The versions that ignore the generator as the learner's code does."""
        right = self._facts([self._right.draws(number) for number in self.calls])
        theirs = self._facts([self._told(number) for number in self.calls]) - right
        if not theirs:
            return []
        found = []
        for each in variants:
            if self._is_idle(each) and self._is_right_where_certain(each):
                facts = self._facts([each.draws(number) for number in self.calls])
                if facts - right == theirs:
                    found.append(each)
        return found

    def _is_right_where_certain(self, variant: Variant) -> bool:
        certain = [number for number in self.calls if self._right.likelihood([number]).is_certain]
        return not any(different(variant.answer(each) or {}, self._right.answer(each) or {}) for each in certain)

    def _told(self, number: int) -> list[Any]:
        call = self._transcript.calls[number]
        value = call.told.value
        return (value if isinstance(value, list) else []) if isinstance(call.exchange.request, Batch) else [value]

    def _facts(self, answers: list[list[Any]]) -> set[str]:
        """What the answers tell about where chance comes from: whether they hang on the generator, and on it alone."""
        by_generator: dict[Any, set[str]] = {}
        by_arguments: dict[Any, list[tuple[str, int]]] = {}
        for number, of_call in zip(self.calls, answers, strict=True):
            for (arguments, state), answer in zip(self._asked_with(number), of_call, strict=False):
                text = repr(answer)[:2000]
                by_generator.setdefault((arguments, state), set()).add(text)
                by_arguments.setdefault(arguments, []).append((text, state))
        facts = {OTHER} if any(len(each) > 1 for each in by_generator.values()) else set()
        for found in by_arguments.values():
            texts, states = {text for text, _ in found}, {state for _, state in found}
            if len(texts) == 1 and len(states) > 1 and len(states) * (1 + min(texts).count(",")) >= ENOUGH:
                facts.add(SAME)
        return facts

    def _asked_with(self, number: int) -> list[tuple[Any, int]]:
        """For each call, its arguments but for the generator, and the generator's state."""
        question = self._transcript.calls[number].question
        values = question.values if isinstance(question.request, Batch) else [question.values]
        return [(_fingerprint(each), _state(each)) for each in values]


def _gain(draws: list[Draw]) -> float:
    """By how much draws of a kind foretell each other, where nobody knows beforehand whether they do.

    The mean of two rules: the laws, and what came before (Krichevsky and Trofimov, 1981).
    """
    if len(draws) < FEWEST:
        return 0.0
    counts: dict[int, int] = {}
    gain = 0.0
    for seen, (index, share, size, _) in enumerate(draws):
        gain += math.log((counts.get(index, 0) + 0.5) / (seen + 0.5 * size)) - math.log(share)
        counts[index] = counts.get(index, 0) + 1
    return float(np.logaddexp(0.0, gain) - math.log(2))


def _fingerprint(value: Any) -> Any:
    if isinstance(value, np.random.Generator):
        return "generator"
    if isinstance(value, np.ndarray):
        return value.shape, value.tobytes()
    if isinstance(value, dict):
        return tuple((key, _fingerprint(item)) for key, item in value.items())
    return tuple(map(_fingerprint, value)) if isinstance(value, list | tuple) else repr(value)


def _state(value: Any) -> int:
    """The state of the first generator in it, as a number."""
    if isinstance(value, np.random.Generator):
        state: Any = value.bit_generator.state["state"]
        return int(state["state"]) ^ int(state["inc"])
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    return next((found for found in map(_state, items) if found), 0)
