"""A grading of one learner as exercism's ``results.json``, version 3 of its test-runner interface."""

from __future__ import annotations

from typing import Any

from ..results import Grading, Status
from .checks import Check, checks_of_one, is_loaded, why_unjudged
from .safe_text import json_text, shortened

NAME = "exercism"
VERSION = 3
LONGEST = 65_535  # characters of a message

STATUSES = {Status.PASSED: "pass", Status.FAILED: "fail"}


def render(grading: Grading) -> str:
    """The whole file. The status is ``error`` only if no check was made.

    Raises:
        UsageError: the grading is about several learners.
    """
    checks = checks_of_one(grading, NAME)
    is_passed = grading.passed and bool(grading.results)
    if not is_passed and not any(map(is_loaded, grading.results)):
        why = shortened("\n\n".join(why_unjudged(grading)), LONGEST)
        return json_text({"version": VERSION, "status": "error", "message": why, "tests": []})
    tests = [_test(check) for check in checks]
    return json_text({"version": VERSION, "status": "pass" if is_passed else "fail", "message": None, "tests": tests})


def _test(check: Check) -> dict[str, Any]:
    status = STATUSES.get(check.status, "error")
    message = shortened(check.words, LONGEST)
    return {"name": check.name, "status": status, **({} if status == "pass" else {"message": message})}
