"""A grading of one learner as the ``results.json`` of an external grader of PrairieLearn, of at most 1 MB."""

from __future__ import annotations

import base64
from typing import Any

from ..results import Grading, Result, Status
from .checks import Check, checks_of_one, interruption, verdict, why_unjudged
from .pictures import NoPicturesError
from .safe_text import json_text, number, shortened
from .sign_pictures import signs_png

NAME = "prairielearn"
LARGEST = 1_000_000  # bytes of the file
LENGTHS = (10_000, 1_000, 100, 0)  # of what is said of a check: the first with which the file is small enough
MOST_MAPS = 3  # of one kata


def render(grading: Grading) -> str:
    """The whole file, with maps of wrong entries as pictures where matplotlib is there and as far as they fit.

    Work that could not be loaded, or that the grader failed at, is not gradable: it costs its learner no attempt.

    Raises:
        UsageError: the grading is about several learners.
    """
    checks = checks_of_one(grading, NAME)
    for length in LENGTHS:
        report = _report(grading, checks, length)
        if _size(report) <= LARGEST:
            break
    _add_images(report, grading)
    return json_text(report)


def _report(grading: Grading, checks: list[Check], length: int) -> dict[str, Any]:
    most = sum(result.max_score for result in grading.results)
    score = sum(result.score for result in grading.results)
    report: dict[str, Any] = {
        "gradable": _is_gradable(grading),
        "score": min(max(number(score / most), 0), 1) if most > 0 else 0,
        "output": "\n".join(map(verdict, grading.results)),
        "tests": [_test(check, length) for check in checks],
    }
    if grading.interrupted:
        report["message"] = interruption().words
    if not report["gradable"]:
        report["format_errors"] = [shortened(why, length) for why in why_unjudged(grading)]
    return report


def _is_gradable(grading: Grading) -> bool:
    """Whether there is anything to give points for, and all of it was judged."""
    failed = grading.interrupted or any(result.fault for result in grading.results)
    return not failed and any(result.status not in (Status.ERROR, Status.UNATTEMPTED) for result in grading.results)


def _test(check: Check, length: int) -> dict[str, Any]:
    return {
        "name": check.name,
        "points": number(check.score),
        "max_points": number(check.max_score),
        "message": "" if check.status == Status.PASSED else str(check.status),
        "output": shortened(check.words, length),
    }


def _add_images(report: dict[str, Any], grading: Grading) -> None:
    """Add a picture for each map that still fits."""
    left = LARGEST - _size(report)
    images = []
    for image in filter(None, map(_image, grading.results)):
        left -= _size({"images": [image]})
        if left < 0:
            break
        images.append(image)
    if images:
        report["images"] = images


def _image(result: Result) -> dict[str, str] | None:
    """A picture of which entries of a result are wrong, and which way; None where there is none to be had."""
    found = result.explanation.maps if result.explanation and not result.held_up_by else ()
    maps = [each for each in found if any(each.rows)][:MOST_MAPS]
    try:
        data = base64.b64encode(signs_png(maps)).decode("ascii") if maps else ""
    except NoPicturesError:
        return None
    if not data:
        return None
    return {"label": f"{result.kata}: {', '.join(each.name for each in maps)}", "url": f"data:image/png;base64,{data}"}


def _size(value: Any) -> int:
    return len(json_text(value).encode("utf-8"))
