"""A grading of one learner as Classroom 50's ``result.json``, of the schema ``classroom50/result/v1``.

Points are whole numbers there: where a kata gives halves, all points of the report are counted in halves.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any

from ..results import Grading, Status
from .audience import only_learner
from .checks import Check, checks_of_one, parts_of_a_point, whole_points
from .safe_text import clean_text, json_text

NAME = "classroom50"
SCHEMA = "classroom50/result/v1"
NOWHERE = "local"  # where the runner, which knows better, is not there
STAMPED = "1970-01-01T00:00:00Z"  # the runner puts the time of the submission in its place


def render(grading: Grading, environ: Mapping[str, str] = os.environ) -> str:
    """The whole file.

    Args:
        environ: what Classroom 50's runner tells its autograder: the classroom, the assignment, the submission.

    Raises:
        UsageError: the grading is about several learners.
    """
    checks = checks_of_one(grading, NAME)
    parts = parts_of_a_point(checks)
    tests = [_test(check, parts) for check in checks]
    return json_text(
        {
            "schema": SCHEMA,
            **_identity(grading, environ),
            "score": sum(test["score"] for test in tests),
            "max-score": sum(test["max-score"] for test in tests),
            "tests": tests,
        }
    )


def _identity(grading: Grading, environ: Mapping[str, str]) -> dict[str, str]:
    """Whose work it is, and on what: in the end the runner sets the owner, the type and the time itself."""
    katas = "-".join(dict.fromkeys(result.kata for result in grading.results))
    learner = clean_text(only_learner(NAME, (result.learner for result in grading.results)))
    commit = _known(environ, ("COMMIT_URL",), NOWHERE)
    return {
        "classroom": _known(environ, ("CLASSROOM",), NOWHERE),
        "assignment": _known(environ, ("ASSIGNMENT",), katas or NOWHERE),
        "assignment_type": _known(environ, ("ASSIGNMENT_TYPE",), "individual"),
        "owner": _known(environ, ("OWNER", "USERNAME"), learner or NOWHERE),
        "submission": _known(environ, ("SUBMISSION_TAG",), f"submit/{NOWHERE}"),
        "commit": commit,
        "release": _known(environ, ("RELEASE_URL",), NOWHERE),
        "review": _known(environ, ("REVIEW_URL",), commit),
        "datetime": STAMPED,
    }


def _known(environ: Mapping[str, str], names: Sequence[str], otherwise: str) -> str:
    # USERNAME is Windows' own name for whoever is logged in: only a runner sets CLASSROOM besides.
    return next((environ[name] for name in names if environ.get(name) and environ.get("CLASSROOM")), otherwise)


def _test(check: Check, parts: int) -> dict[str, Any]:
    most = whole_points(check.max_score, parts)
    return {
        "test-name": check.name,
        "passed": check.status == Status.PASSED,
        "score": min(whole_points(check.score, parts), most),
        "max-score": most,
        "output": check.words,
    }
