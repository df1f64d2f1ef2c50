"""A result as a page shows it: all that ``kata check`` would show, as data that JSON can hold."""

from __future__ import annotations

import dataclasses
import math
from typing import Any

from ..reports.detail import render_result, verdict
from ..results import Explanation, Place, Result, TestResult


def as_data(result: Result, seed: int, seconds: float) -> dict[str, Any]:
    """A result, with its ``summary`` in one line and its whole ``text``.

    Args:
        seed: what repeats it.
        seconds: how long it took.
    """
    return {
        **_fields(
            result, "kata", "status", "score", "max_score", "isolation", "held_up_by", "printed", "printed_lines"
        ),
        "summary": verdict(result),
        "text": render_result(result, prints=True),
        "tests": [_test(test) for test in result.tests],
        "misconceptions": [
            {**_fields(each, "id", "title", "cause"), "message": each.words} for each in result.misconceptions
        ],
        "explanation": _explanation(result.explanation),
        "seed": seed,
        "seconds": round(seconds, 3),
    }


def _test(test: TestResult) -> dict[str, Any]:
    words = _fields(test, "name", "title", "status", "score", "max_score", "message", "remark")
    return {**words, "place": _place(test.place)}


def _place(place: Place | None) -> dict[str, Any] | None:
    return None if place is None else dataclasses.asdict(place)


def _explanation(explanation: Explanation | None) -> dict[str, Any] | None:
    if explanation is None:
        return None
    maps = [
        {
            **_fields(each, "name", "shape", "rows"),
            "errors": [[error if math.isfinite(error) else None for error in row] for row in each.errors],
        }
        for each in explanation.maps
    ]
    return {"kind": explanation.kind, "maps": maps, "explained": explanation.explained}


def _fields(value: Any, *names: str) -> dict[str, Any]:
    return {name: getattr(value, name) for name in names}
