"""A grading of one learner for a custom tester of MarkUs: what it prints, a JSON object a line, one for each check.

Marks are whole numbers there: where a kata gives halves, all marks of the report are counted in halves.
"""

from __future__ import annotations

import json
from typing import Any

from ..results import Grading, Status
from .checks import Check, checks_of_one, parts_of_a_point, whole_points

NAME = "markus"
STATUSES = {Status.PASSED: "pass", Status.FAILED: "fail"}


def render(grading: Grading) -> str:
    """All lines.

    Raises:
        UsageError: the grading is about several learners.
    """
    checks = checks_of_one(grading, NAME)
    parts = parts_of_a_point(checks)
    return "".join(json.dumps(_test(check, parts), ensure_ascii=False) + "\n" for check in checks)


def _test(check: Check, parts: int) -> dict[str, Any]:
    earned, most = whole_points(check.score, parts), whole_points(check.max_score, parts)
    status = STATUSES.get(check.status, "error")
    return {
        "name": check.name,
        "output": check.words,
        "marks_earned": earned,
        "marks_total": most,
        "status": "partial" if status == "fail" and 0 < earned < most else status,
        "time": None,  # only that of a whole kata is known
    }
