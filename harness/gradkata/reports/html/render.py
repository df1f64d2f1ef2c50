"""The report format ``html``, and the page that a learner is handed back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...results import Grading, Result
from ...translation import say, say_many
from .distribution import distributions
from .matrix import matrix
from .mistakes import common, unknown
from .page import page
from .sections import section
from .summary import counted, repeated, scored, stopped

FIRST_MISTAKES = 12  # that are shown at once
REPORT = "gradkata: kata grade --format html"  # what a page is marked with, so that it is known again
FEEDBACK = "gradkata: kata grade --feedback"


def render(grading: Grading) -> str:
    """A class as a page for its teacher; of one learner alone, all of its results in full."""
    of_learner: dict[str, list[Result]] = {}
    for result in grading.results:
        of_learner.setdefault(result.learner, []).append(result)
    if len(of_learner) == 1:
        return _one(grading, grading.results, for_learner=False)
    return _class(grading, of_learner)


def render_feedback(grading: Grading, results: Sequence[Result]) -> str:
    """A page to hand back to one learner, who finds nothing in it of anybody else.

    Args:
        results: that learner's, at least one.
    """
    return _one(grading, results, for_learner=True)


def _class(grading: Grading, of_learner: dict[str, list[Result]]) -> str:
    found, mistakes = matrix(grading, list(of_learner)), common(grading)
    many = say_many("{number} learner", "{number} learners", len(of_learner))
    return page(
        "class.html.j2",
        generator=REPORT, heading=say("Results of {learners}", learners=many),
        summary=[counted(grading.results), stopped(grading), repeated(grading)],
        mistakes=mistakes[:FIRST_MISTAKES], more=mistakes[FIRST_MISTAKES:], unknown=_unknown(grading),
        matrix=found, distributions=distributions(grading),
        learners=zip(found.rows, map(_learner, of_learner.values()), strict=True),
    )  # fmt: skip


def _learner(results: Sequence[Result]) -> dict[str, Any]:
    """A learner's part of the class: made when it is written, since all of them at once would take much memory."""
    return {"scored": scored(results), "counted": counted(results), "results": [section(each) for each in results]}


def _one(grading: Grading, results: Sequence[Result], *, for_learner: bool) -> str:
    """A page of one learner's results. The seed is for whoever grades: it repeats the hidden inputs."""
    learner = results[0].learner
    return page(
        "learner.html.j2",
        generator=FEEDBACK if for_learner else REPORT, heading=say("Results of {learners}", learners=learner),
        learner=learner,
        summary=[scored(results), counted(results), stopped(grading), "" if for_learner else repeated(grading)],
        results=[section(each, for_learner=for_learner) for each in results],
    )  # fmt: skip


def _unknown(grading: Grading) -> str:
    count = unknown(grading)
    if not count:
        return ""
    return say_many(
        "{number} result is wrong in a way that no known mistake explains.",
        "{number} results are wrong in a way that no known mistake explains.",
        count,
    )
