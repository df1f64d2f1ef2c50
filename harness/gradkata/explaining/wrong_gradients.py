"""What a suite's ``own_losses`` tell about wrong gradients: which pass is at fault, and from which length on."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

import numpy as np

from ..boundary.inside.requests import Call
from ..boundary.log import Exchange
from ..judging.judge import Evidence
from ..judging.own_loss import OwnLoss
from .answers import Answer
from .conventions import Conventions
from .onset import Seen, onset
from .outcomes import is_wrong
from .passes import NO_NUMBERS, verdict
from .questions import Question


@dataclasses.dataclass(frozen=True)
class Asked:
    """One call of a function that gives gradients: the learner's, and those that are right."""

    arguments: Sequence[Any]
    found: dict[str, np.ndarray]
    right: dict[str, np.ndarray]

    @property
    def wrong(self) -> list[str]:
        """The names of the gradients that are wrong."""
        return [name for name, array in self.right.items() if is_wrong(self.found[name], array)]


def findings(reference: Any, evidence: Evidence, failed: AbstractSet[str]) -> tuple[dict[str, str], Asked | None]:
    """What can be said about wrong gradients, by the test that it is about, and the first call that gave some.

    Only the first test of those that failed is told of.
    """
    said: dict[str, str] = {}
    first: Asked | None = None
    for own in getattr(evidence.suite, "own_losses", ()):
        calls = list(_calls(own, reference, evidence))
        wrong = [(test, each) for test, each in calls if test in failed and each.wrong]
        if not wrong:
            continue
        test, asked = wrong[0]
        first = first or asked
        judged = verdict(own, evidence.learner, reference, asked.arguments)
        sentences = [_onset(own, [each for _, each in calls]), judged.sentence() if judged is not None else ""]
        said[test] = " ".join(each for each in [said.get(test, ""), *sentences] if each)
    return said, first


def asked_for(own: OwnLoss, evidence: Evidence) -> Iterable[Callable[[], Sequence[Any]]]:
    """The arguments of each call that was to give gradients, afresh with each call."""
    for _, exchanges in evidence.by_test():
        for exchange in exchanges:
            if isinstance(exchange.request, Call) and exchange.request.target == own.function:
                question = Question(exchange, own.function, Conventions())
                yield lambda question=question: question.asked({}).values[0]  # type: ignore[misc]


def _calls(own: OwnLoss, reference: Any, evidence: Evidence) -> Iterable[tuple[str, Asked]]:
    """The calls that gave gradients, each with its test."""
    for test, exchanges in evidence.by_test():
        for exchange in exchanges:
            if isinstance(exchange.request, Call) and exchange.request.target == own.function:
                asked = _asked(own, reference, exchange)
                if asked is not None:
                    yield test, asked


def _asked(own: OwnLoss, reference: Any, exchange: Exchange) -> Asked | None:
    """None where the learner's code gave no gradients."""
    question = Question(exchange, own.function, Conventions())
    arguments, _ = question.asked({}).values
    try:
        right = own.found(getattr(reference, own.function)(*arguments))
        found = own.found(Answer(exchange, question).value)
        _ = [found[name] for name in right]
    except NO_NUMBERS:
        return None
    arguments, _ = question.asked({}).values
    return Asked(arguments, found, right)


def _onset(own: OwnLoss, calls: Sequence[Asked]) -> str:
    if own.steps is None:
        return ""
    return onset(Seen(own.steps(asked.arguments), frozenset(asked.right), frozenset(asked.wrong)) for asked in calls)
