"""Whom a report is for: one learner, or whoever teaches a class."""

from __future__ import annotations

from collections.abc import Iterable

from ..errors import UsageError
from ..translation import say

FOR_A_CLASS = ("table", "json", "html", "junit", "ctrf", "csv", "nbgrader", "moodle", "canvas")


def only_learner(form: str, learners: Iterable[str]) -> str:
    """The one learner that a report in the format ``form`` is about; empty if there is none.

    Raises:
        UsageError: there are several.
    """
    names = list(dict.fromkeys(learners))
    if len(names) > 1:
        raise UsageError(
            say(
                "the format {form} is for one learner, and here are {count}: grade one learner's folder, or take a "
                "format for a class: {formats}",
                form=form, count=len(names), formats=", ".join(FOR_A_CLASS),
            )
        )  # fmt: skip
    return names[0] if names else ""
