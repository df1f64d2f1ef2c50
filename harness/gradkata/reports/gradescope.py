"""A grading of one learner as Gradescope's ``results.json``.

All checks are visible: a single hidden one would hide the total from its learner.
"""

from __future__ import annotations

from typing import Any

from ..results import Grading, Result, Status
from .checks import Check, checks_of_one, interruption, verdict
from .safe_text import json_text, number

NAME = "gradescope"


def render(grading: Grading) -> str:
    """The whole file.

    Raises:
        UsageError: the grading is about several learners.
    """
    checks = checks_of_one(grading, NAME)
    results = grading.results
    return json_text(
        {
            "score": number(sum(result.score for result in results)),
            "execution_time": round(sum(result.duration_s for result in results), 3),
            "output": "\n".join(_output(grading)),
            "output_format": "text",
            "test_output_format": "text",
            "test_name_format": "text",
            "tests": [_test(check, place) for place, check in enumerate(checks, 1)],
            "extra_data": {
                "isolation": grading.isolation,
                "interrupted": grading.interrupted,
                "katas": {result.kata: _result(result) for result in results},
            },
        }
    )


def _output(grading: Grading) -> list[str]:
    return [*map(verdict, grading.results), *([interruption().words] if grading.interrupted else [])]


def _test(check: Check, place: int) -> dict[str, Any]:
    return {
        "number": str(place),
        "name": check.name,
        "status": "passed" if check.status == Status.PASSED else "failed",
        "score": number(check.score),
        "max_score": number(check.max_score),
        "output": check.words,
    }


def _result(result: Result) -> dict[str, Any]:
    return {"status": result.status, "score": number(result.score), "max_score": number(result.max_score)}
