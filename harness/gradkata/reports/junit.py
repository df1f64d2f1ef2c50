"""A grading as JUnit XML, as CI servers read it: a suite for each learner and kata, a case for each check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from xml.etree import ElementTree

from ..results import Grading, Result, Status
from .checks import Check, advice, checks_of, interruption
from .safe_text import clean_text, number

TAGS = {Status.FAILED: "failure", Status.ERROR: "error", Status.SKIPPED: "skipped"}


def render(grading: Grading) -> str:
    """The whole file. It has no time of day and no name of a machine, so that one grading is one file."""
    root = ElementTree.Element("testsuites", name="gradkata")
    for result in grading.results:
        _add_result(root, grading, result)
    if grading.interrupted:
        _add_suite(root, "gradkata", "gradkata", [interruption()])
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _add_result(root: ElementTree.Element, grading: Grading, result: Result) -> None:
    learner, checks = clean_text(result.learner), checks_of(result)
    suite = _add_suite(root, f"{learner}: {result.kata}", f"{learner}.{result.kata}", checks)
    suite.set("time", f"{max(result.duration_s, 0):.3f}")
    known = {
        "learner": learner, "kata": result.kata, "status": result.status, "score": number(result.score),
        "max_score": number(result.max_score), "seed": grading.seed, "isolation": grading.isolation,
    }  # fmt: skip
    properties = ElementTree.Element("properties")
    for name, value in known.items():
        ElementTree.SubElement(properties, "property", name=name, value=str(value))
    suite.insert(0, properties)
    if result.status != Status.PASSED and (said := advice(result)):
        ElementTree.SubElement(suite, "system-out").text = said


def _add_suite(root: ElementTree.Element, name: str, classname: str, checks: Sequence[Check]) -> ElementTree.Element:
    counts = Counter(check.status for check in checks)
    numbers = {"tests": len(checks), "failures": counts[Status.FAILED], "errors": counts[Status.ERROR]}
    words = {key: str(value) for key, value in {**numbers, "skipped": counts[Status.SKIPPED]}.items()}
    suite = ElementTree.SubElement(root, "testsuite", {"name": name, **words})
    for check in checks:
        case = ElementTree.SubElement(suite, "testcase", name=check.name, classname=classname)
        if check.status in TAGS:
            first = check.words.partition("\n")[0]
            outcome = ElementTree.SubElement(case, TAGS[check.status], message=first, type=check.status)
            outcome.text = check.words
        elif check.words:
            ElementTree.SubElement(case, "system-out").text = check.words
    return suite
