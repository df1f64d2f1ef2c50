"""Where the randomness in answers comes from: the generator that was passed on, another one, or none."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from ..boundary.inside import requests
from .outcomes import different
from .questions import Question
from .transcript import Transcript
from .variant import Variant

ALIKE = 16  # indices that are the same, though the generators are not, are no coincidence
MOST_TEXT = 2000  # characters of an answer that are compared


class Fact(enum.Enum):
    """What answers tell about where their randomness comes from."""

    SAME = "the same list from any generator"
    OTHER = "another list from the same generator"


class Sources:
    """Compares where the learner's randomness comes from with where that of variants does.

    Args:
        numbers: the calls that draw, in failed tests.
    """

    def __init__(self, transcript: Transcript, right: Variant, numbers: Sequence[int]):
        self._transcript, self._right, self._numbers = transcript, right, numbers

    def shared_with(self, variants: Iterable[Variant]) -> list[Variant]:
        """The variants that ignore the generator as the learner's code does; none if it does not."""
        right = self._facts_of(self._right)
        theirs = self._facts([self._given(number) for number in self._numbers]) - right
        if not theirs:
            return []
        able = [each for each in variants if self._is_idle(each) and self._is_right_where_certain(each)]
        return [each for each in able if self._facts_of(each) - right == theirs]

    def _is_idle(self, variant: Variant) -> bool:
        """Whether a variant never asks the generator."""
        return all(variant.likelihood([number]).count == 0 for number in self._numbers)

    def _is_right_where_certain(self, variant: Variant) -> bool:
        certain = [number for number in self._numbers if self._right.likelihood([number]).is_certain]
        return not any(different(variant.answer(each) or {}, self._right.answer(each) or {}) for each in certain)

    def _facts_of(self, variant: Variant) -> set[Fact]:
        return self._facts([variant.draws(number) for number in self._numbers])

    def _facts(self, answers: list[list[Any]]) -> set[Fact]:
        questions = [self._transcript.calls[number].question for number in self._numbers]
        return facts(
            (*asked, answer)
            for question, of_call in zip(questions, answers, strict=True)
            for asked, answer in zip(asked_with(question), of_call, strict=False)
        )

    def _given(self, number: int) -> list[Any]:
        """What the learner's code gave, one item for each call of a batch."""
        call = self._transcript.calls[number]
        value = call.answer.value
        if not isinstance(call.exchange.request, requests.Batch):
            return [value]
        return value if isinstance(value, list) else []


def facts(answers: Iterable[tuple[Any, int, Any]]) -> set[Fact]:
    """What answers tell: whether they hang on the generator, and on it alone.

    Args:
        answers: of each call, its arguments but for the generator, the generator's state, and the answer.
    """
    by_generator: dict[Any, set[str]] = {}
    by_arguments: dict[Any, list[tuple[str, int]]] = {}
    for arguments, state, answer in answers:
        text = repr(answer)[:MOST_TEXT]
        by_generator.setdefault((arguments, state), set()).add(text)
        by_arguments.setdefault(arguments, []).append((text, state))
    found = {Fact.OTHER} if any(len(each) > 1 for each in by_generator.values()) else set()
    if any(_is_same_from_any(each) for each in by_arguments.values()):
        found.add(Fact.SAME)
    return found


def _is_same_from_any(answers: list[tuple[str, int]]) -> bool:
    texts, states = {text for text, _ in answers}, {state for _, state in answers}
    if len(texts) > 1 or len(states) == 1:
        return False
    return len(states) * (1 + min(texts).count(",")) >= ALIKE


def asked_with(question: Question) -> list[tuple[Any, int]]:
    """For each call, its arguments but for the generator, in a form that can be hashed, and the generator's state."""
    values = question.values if isinstance(question.request, requests.Batch) else [question.values]
    return [(_fingerprint(each), _state(each)) for each in values]


def _fingerprint(value: Any) -> Any:
    if isinstance(value, np.random.Generator):
        return "generator"
    if isinstance(value, np.ndarray):
        return value.shape, value.tobytes()
    if isinstance(value, dict):
        return tuple((key, _fingerprint(item)) for key, item in value.items())
    return tuple(map(_fingerprint, value)) if isinstance(value, list | tuple) else repr(value)


def _state(value: Any) -> int:
    """The state of the first generator in it, as a number; 0 if there is none."""
    if isinstance(value, np.random.Generator):
        state: Any = value.bit_generator.state["state"]
        return int(state["state"]) ^ int(state["inc"])
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    return next((found for found in map(_state, items) if found), 0)
