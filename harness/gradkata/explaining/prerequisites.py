"""Work that stands on other work: a file that imports its author's own solution of another kata, and that is wrong."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence

from ..results import Result, Status, TestResult
from ..submission import Submission, beside


def leant_on(results: Iterable[Result], submissions: Sequence[Submission], katas: Sequence[str]) -> list[Submission]:
    """The imported solutions of other katas that results which are not passed may owe their faults to.

    Args:
        submissions: those that the results are of, in any order.
        katas: the ids of all katas, in teaching order.
    """
    handed_in = {(each.learner, each.kata): each for each in submissions}
    found: dict[tuple[str, str], Submission] = {}
    for result in results:
        for kata in _imported(result, katas):
            found.setdefault((result.learner, kata), beside(handed_in[result.learner, result.kata], kata))
    return list(found.values())


def held_up(result: Result, others: Mapping[tuple[str, str], Result], katas: Sequence[str]) -> Result:
    """The result, with the first imported kata that is not passed named as what to do first, if there is one.

    Args:
        others: results of imported files, by learner and kata.
        katas: the ids of all katas, in teaching order.
    """
    for kata in _imported(result, katas):
        other = others.get((result.learner, kata))
        if other is not None and other.status != Status.PASSED:
            # Whatever its numbers look like, they say nothing about this file.
            first = _with_message(result.tests[0], _sentence(result.kata, other))
            return dataclasses.replace(
                result, tests=(first, *result.tests[1:]), held_up_by=kata, misconceptions=(), explanation=None
            )
    return result


def _imported(result: Result, katas: Sequence[str]) -> list[str]:
    return [] if result.status == Status.PASSED else [kata for kata in katas if kata in result.imports]


def _sentence(kata: str, other: Result) -> str:
    if other.status == Status.UNATTEMPTED:
        state = "is still the stub"
    else:
        state = f"is not right yet ({other.score:g} of {other.max_score:g} points)"
    return (
        f"Your {kata} imports your {other.kata}.py, which {state}. What is wrong here may well come from there: "
        f"first do the kata {other.kata}."
    )


def _with_message(test: TestResult, message: str) -> TestResult:
    return dataclasses.replace(test, message=f"{test.message} {message}".strip())
