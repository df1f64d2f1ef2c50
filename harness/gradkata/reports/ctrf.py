"""A grading in the Common Test Report Format: a test for each check of each learner's kata."""

from __future__ import annotations

from collections import Counter
from typing import Any

from ..results import Grading, Result, Status
from .checks import Check, checks_of, interruption
from .safe_text import clean_text, json_text, number

VERSION = "0.0.0"  # of the specification
STATUSES = {Status.PASSED: "passed", Status.FAILED: "failed", Status.ERROR: "failed", Status.SKIPPED: "skipped"}


def render(grading: Grading) -> str:
    """The whole file. Times are milliseconds from the beginning of the grading: a grading knows no time of day."""
    tests = [_test(check, result) for result in grading.results for check in checks_of(result)]
    if grading.interrupted:
        tests.append(_test(interruption(), None))
    results = {
        "tool": {"name": "gradkata"},
        "summary": _summary(grading, tests),
        "tests": tests,
        "extra": {"seed": grading.seed, "isolation": grading.isolation, "interrupted": grading.interrupted},
    }
    return json_text({"reportFormat": "CTRF", "specVersion": VERSION, "results": results})


def _summary(grading: Grading, tests: list[dict[str, Any]]) -> dict[str, int]:
    counts = Counter(test["status"] for test in tests)
    names = ("passed", "failed", "skipped", "pending", "other")
    spent = round(sum(result.duration_s for result in grading.results) * 1000)
    return {"tests": len(tests), **{name: counts[name] for name in names}, "start": 0, "stop": spent}


def _test(check: Check, result: Result | None) -> dict[str, Any]:
    """A test; how long it took is not known of a single one."""
    test = {"name": check.name, "status": STATUSES[check.status], "duration": 0, "rawStatus": check.status}
    if check.words:
        test["message"] = check.words
    if result is None:
        return test
    learner = clean_text(result.learner)
    extra = {
        "learner": learner, "kata": result.kata, "result": result.status, "score": number(check.score),
        "max_score": number(check.max_score),
    }  # fmt: skip
    return {**test, "suite": [learner, result.kata], "extra": extra}
