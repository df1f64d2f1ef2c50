"""Attempts for tests that judge nobody."""

import dataclasses

from gradkata.gradebook.attempt import Attempt, written
from gradkata.results import Result, Status, TestResult


def a_result(learner="ada", score=4.0, **more):
    status = Status.PASSED if score == 10 else Status.FAILED
    tests = (TestResult("one_row", status, score, 10.0),)
    return dataclasses.replace(Result(learner, "double", status, score, 10.0, 0.25, tests), **more)


def an_attempt(name="a", score=4.0, learner="ada", **more):
    """An attempt that was graded on the day, of 20 December 2026, that is its name's place in the alphabet."""
    result = a_result(learner, score)
    attempt = Attempt(
        name, learner, "double", "7", f"text {name}", "judge", "process", "{}", "", f"2026-12-{ord(name) - 96:02}",
        str(result.status), score, 10.0, written(result),
    )  # fmt: skip
    return dataclasses.replace(attempt, **more)
