"""One result in full, as its learner reads it: what passed, what did not, and what to do next."""

from __future__ import annotations

from ..results import LOAD, Result, TestResult
from .grid import grid
from .wrapping import points, wrapped

MARGIN = " " * 10


def render_result(result: Result) -> str:
    """The result as text of at most 80 columns, with a line end."""
    lines = [f"{result.kata}: {result.status}, {points(result.score)} of {points(result.max_score)} points"]
    tests = [test for test in result.tests if test.name != LOAD]
    if any(test.status != "skipped" for test in tests):
        lines += ["", *(line for test in tests for line in _check(test))]
    for paragraph in filter(None, _next(result)):
        lines += ["", *wrapped(paragraph)]
    if result.explanation and not result.held_up_by:
        lines += [line for each in result.explanation.maps for line in ["", *grid(each)]]
    return "\n".join(lines) + "\n"


def _check(test: TestResult) -> list[str]:
    return wrapped(test.title or test.name, f"  {test.status:<8}", MARGIN)


def _next(result: Result) -> list[str]:
    """Paragraphs: what to do first, or what is worth knowing; the likely mistake before the numbers."""
    if result.status == "passed":
        return [" ".join(result.messages)]
    remarks = " ".join(test.message for test in result.tests if test.name == LOAD and test.message)
    first = next((test for test in result.tests if test.name != LOAD and test.message), None)
    if result.held_up_by or first is None:  # what follows from the cause need not be told
        return [remarks and f"Next: {remarks}"]
    likely = _likely(result)
    return [remarks, *likely, first.remark, f"{'In numbers' if likely else 'Next'}: {first.message}"]


def _likely(result: Result) -> list[str]:
    """What known mistakes say; where there are several, only what they are."""
    named, kind = result.misconceptions, result.explanation.kind if result.explanation else "nothing"
    if kind == "none":
        return ["Next: this is not a pattern that I know."]
    if not named:
        return []
    if len(named) == 1:
        return [f"Next: {named[0].message}"]
    titles = "; ".join(f"({number}) {each.title}" for number, each in enumerate(named, 1))
    lead = "two mistakes together give your numbers" if kind == "pair" else "one of these gives your numbers"
    return [f"Next: {lead}, as it seems: {titles}."]
