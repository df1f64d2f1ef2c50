"""Work that stands on other work: a file that imports its author's own solution of another kata, and that is wrong."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from ..results import Result, Status, TestResult
from ..translation import say


def imported(result: Result, katas: Sequence[str]) -> list[str]:
    """The katas whose files a result that is not passed may owe its faults to.

    Args:
        katas: the ids of all katas, in teaching order.
    """
    return [] if result.status is Status.PASSED else [kata for kata in katas if kata in result.imports]


def held_up(result: Result, other: Result) -> Result:
    """The result, with an imported kata that is not passed named as what to do first.

    Whatever its numbers look like, they say nothing about this file.
    """
    first = with_message(result.tests[0], _sentence(result.kata, other))
    return dataclasses.replace(
        result, tests=(first, *result.tests[1:]), held_up_by=other.kata, misconceptions=(), explanation=None
    )


def _sentence(kata: str, other: Result) -> str:
    if other.status is Status.UNATTEMPTED:
        return say(
            "Your {kata} imports your {other}.py, which is still the stub. What is wrong here may well come from "
            "there: first do the kata {other}.",
            kata=kata, other=other.kata,
        )  # fmt: skip
    return say(
        "Your {kata} imports your {other}.py, which is not right yet ({score} of {highest} points). What is wrong here "
        "may well come from there: first do the kata {other}.",
        kata=kata, other=other.kata, score=f"{other.score:g}", highest=f"{other.max_score:g}",
    )  # fmt: skip


def with_message(test: TestResult, message: str) -> TestResult:
    """A test with a sentence more."""
    return dataclasses.replace(test, message=f"{test.message} {message}".strip())
