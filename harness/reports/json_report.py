"""A grading as one JSON object, of the schema ``gradkata/1``."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

from ..results import Grading, Result

SCHEMA = "gradkata/1"


def render(grading: Grading) -> str:
    """The JSON text, indented, with a line end."""
    whole = {
        "schema": SCHEMA,
        "seed": grading.seed,
        "isolation": grading.isolation,
        "results": [_result(result) for result in grading.results],
    }
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def _result(result: Result) -> dict[str, Any]:
    fields = dataclasses.asdict(result)
    for test in fields["tests"]:
        del test["title"]
    return fields
