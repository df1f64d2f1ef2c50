"""Gradings for tests of reports: results of all statuses, and names and messages that no format likes."""

import json
from pathlib import Path

import jsonschema
from gradkata.results import Explanation, GradientMap, Grading, Kind, Misconception, Result, Status, TestResult

SCHEMAS = Path(__file__).parent / "schemas"
STATUSES = [status for status in Status if status != Status.SKIPPED]

NASTY = [
    "O'Brien \"<&>\" ]]> \U0001f600", "two\nlines", "a\x00b\x1b[31m\x7f", "half \ud800", "\u202eturned", "\ufffe\uffff",
    "=HYPERLINK(\"http://x\")", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\x00=1", "\n=1", "\uff1d1",
    "a,b;c|d", "x" * 10_000, "'", " ",
]  # fmt: skip
UNSAFE = {*map(chr, range(32)), "\x7f", "\ud800", "\u202e", "\ufffe", "\uffff"} - set("\t\n\r")
MAP = GradientMap("dWhh", (1, 2), (".-",), ())  # a class knows no sizes


def graded(
    status=Status.PASSED, learner="ada", kata="softmax", message="Wrong here.", points=(1.0, 2.5, 0.5), who=None
):
    """A result as the judge makes it: the file is loaded, then come checks until one ends the work."""
    untold = "" if status == Status.PASSED else message
    names = ["one_row", "matrix[rows]", "extremes"]
    kinds = {
        Status.PASSED: ("passed", "passed passed passed"),
        Status.FAILED: ("passed", "passed failed failed"),
        Status.ERROR: ("error", "skipped skipped skipped"),
        Status.TIMEOUT: ("passed", "passed error skipped"),
        Status.KILLED: ("passed", "error skipped skipped"),
        Status.UNATTEMPTED: ("skipped", "skipped skipped skipped"),
    }
    load, rest = kinds[status]
    tests = [TestResult("load", Status(load), 0.0, 0.0, untold if load != "passed" else "", "Your file can be loaded.")]
    for name, kind, most in zip(names, map(Status, rest.split()), points, strict=True):
        words = untold if kind in (Status.FAILED, Status.ERROR) else ""
        score = most if kind == Status.PASSED else 0.0
        tests.append(TestResult(name, kind, score, most, words, f"The check {name}."))
    mistakes, why = (), None
    if status == Status.FAILED:
        mistakes = (Misconception("axis", "the other axis", message, "It looks like the other axis."),)
        why = Explanation(Kind.ONE, (MAP,), ("matrix[rows]", "extremes"))
    score = sum(test.score for test in tests)
    return Result(learner, kata, status, score, sum(points), 0.25, tuple(tests), mistakes, explanation=why, who=who)


def one(status=Status.PASSED, **how):
    """A grading of one learner and one kata."""
    return Grading(7, "strict", (graded(status, **how),))


def several_katas(**how):
    """A grading of one learner with a kata of each status, named by it."""
    return Grading(7, "strict", tuple(graded(status, kata=f"kata_{status}", **how) for status in STATUSES))


def school(learners=("ada", "ben"), **how):
    """A grading of a class: every status for each learner."""
    results = [graded(status, learner, f"kata_{status}", **how) for learner in learners for status in STATUSES]
    return Grading(7, "strict", tuple(results))


def schema(name):
    """A validator of a schema that lies beside this file."""
    found = json.loads((SCHEMAS / name).read_text("utf-8"))
    return jsonschema.validators.validator_for(found)(found)
