"""One result in full, as its learner reads it: what passed, what did not, and what to do next."""

from __future__ import annotations

import textwrap

from ..results import LOAD, Result, TestResult

WIDTH = 80
MARGIN = " " * 10


def render_result(result: Result) -> str:
    """The result as text of at most 80 columns, with a line end."""
    lines = [f"{result.kata}: {result.status}, {points(result.score)} of {points(result.max_score)} points"]
    tests = [test for test in result.tests if test.name != LOAD]
    if any(test.status != "skipped" for test in tests):
        lines += ["", *(line for test in tests for line in _check(test))]
    following = _next(result)
    if following:
        lines += ["", *wrapped(following)]
    return "\n".join(lines) + "\n"


def points(number: float) -> str:
    """A number of points without needless decimals."""
    return f"{number:g}"


def wrapped(text: str, first: str = "", margin: str = "") -> list[str]:
    """Lines of at most 80 columns; the first begins with ``first``, the others with ``margin``."""
    return textwrap.wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=margin, break_long_words=True, break_on_hyphens=False
    )


def _check(test: TestResult) -> list[str]:
    return wrapped(test.title or test.name, f"  {test.status:<8}", MARGIN)


def _next(result: Result) -> str:
    """The first thing to do, or worth knowing."""
    if result.status == "passed":
        return " ".join(result.messages)
    remarks = [test.message for test in result.tests if test.name == LOAD and test.message]
    first = [test.message for test in result.tests if test.name != LOAD and test.message][:1]
    if result.held_up_by:  # what follows from the cause need not be told
        first = []
    return f"Next: {' '.join([*remarks, *first])}" if remarks or first else ""
