"""A grading as one JSON object, of the schema ``gradkata/1``."""

from __future__ import annotations

import json
from textwrap import indent
from typing import Any

from ..results import Explanation, GradientMap, Grading, Misconception, Result, TestResult

SCHEMA = "gradkata/1"


def render(grading: Grading) -> str:
    """The JSON text, indented, with a line end."""
    head: dict[str, Any] = {"schema": SCHEMA, "seed": grading.seed, "isolation": grading.isolation}
    if grading.interrupted:
        head["interrupted"] = True
    # One result after the other: as one tree, those of a large class would take more memory than all of its grading.
    results = ",\n".join(indent(_text(as_data(result)), "    ") for result in grading.results)
    return _text(head).removesuffix("\n}") + f',\n  "results": [\n{results}\n  ]\n}}\n'


def _text(value: dict[str, Any]) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False)


def as_data(result: Result) -> dict[str, Any]:
    """A result as it stands in the list of results."""
    return {
        **_fields(result, "learner", "kata", "status", "score", "max_score", "duration_s"),
        "tests": [_test(test) for test in result.tests],
        "misconceptions": [_fields(each, "id", "title", "message") for each in result.misconceptions],
        **_fields(result, "isolation", "imports", "held_up_by"),
        "explanation": _explanation(result.explanation),
    }


def _test(test: TestResult) -> dict[str, Any]:
    message = " ".join(part for part in (test.message, test.remark) if part)
    return {**_fields(test, "name", "status", "score", "max_score"), "message": message, "title": test.title}


def _explanation(explanation: Explanation | None) -> dict[str, Any] | None:
    """None where there was nothing to explain."""
    if explanation is None:
        return None
    return {"kind": explanation.kind, "maps": [_fields(each, "name", "shape", "rows") for each in explanation.maps]}


def _fields(value: Result | TestResult | Misconception | GradientMap, *names: str) -> dict[str, Any]:
    return {name: getattr(value, name) for name in names}
