"""The result of a check that the page ended, or that ended Python itself: nobody was left to say what became of it."""

from __future__ import annotations

from collections.abc import Sequence

from ..boundary.same_interpreter import NAME
from ..results import LOAD, Result, Status, TestResult
from ..translation import say


def timed_out(kata: str, tests: Sequence[TestResult], seconds: int) -> Result:
    """The result of work that the page has not waited for any longer.

    Args:
        tests: of the kata, unjudged.
    """
    words = say("Your code did not finish within {seconds} seconds.", seconds=seconds)
    hint = say("Is there a loop that never ends, or far more work than needed?")
    return _ended(kata, tests, Status.TIMEOUT, f"{words} {hint}")


def died(kata: str, tests: Sequence[TestResult]) -> Result:
    """The result of work after which Python could not go on."""
    words = say("Your code ended Python in this page; it was started anew.")
    hint = say("Does a function call itself without end, or is there far more memory in use than needed?")
    return _ended(kata, tests, Status.KILLED, f"{words} {hint}")


def _ended(kata: str, tests: Sequence[TestResult], status: Status, message: str) -> Result:
    loaded = TestResult(LOAD, Status.ERROR, 0.0, 0.0, message, say("Your file can be loaded."))
    return Result("", kata, status, 0.0, sum(test.max_score for test in tests), 0.0, (loaded, *tests), isolation=NAME)
