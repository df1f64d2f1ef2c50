"""Gradings to show: small ones with a bit of everything in them, and hostile ones."""

import dataclasses

from gradkata.results import Explanation, GradientMap, Grading, Kind, Misconception, Result, Status, TestResult

HOSTILE = [
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</noscript><script>alert(1)</script>",
    "\" onmouseover='alert(1)' `",
    "</title></style><!--",
    "]]>&lt;&amp;&#60;script&#62;",
    "{{ 7 * 7 }}{% raw %}",
    "\u202egnidaer\u200f\u2067",
    "a\x00b\x1b[31m\x7f\x9b",
    "\ud800half",
    "long" * 2500,
]

MAP = GradientMap("Whh", (2, 3), ("..<", "..-"), ((0.0, 0.0, -0.5), (0.0, 0.0, -2.0)))


def result(learner="ada", kata="softmax", status=Status.PASSED, score=10.0, message="", mistakes=(), kind=None, **more):
    checks = (
        TestResult("load", Status.PASSED, 0, 0, "", "It loads."),
        TestResult("rows", Status.PASSED, 2.5, 2.5, "", "Rows become probabilities."),
        TestResult("large", status, score, 7.5, message, "Large scores are finite."),
    )
    if status == Status.UNATTEMPTED:
        checks = (TestResult("load", status, 0, 0, message, "It loads."),)
    explanation = kind and Explanation(kind, (MAP,))
    return Result(learner, kata, status, score, 10.0, 0.5, checks, mistakes, explanation=explanation, **more)


def mistake(name="no-shift", cause=0):
    return Misconception(name, f"the title of {name}", f"Words on {name}.", f"Words on {name}.", cause)


def school():
    """Three learners, two katas, three mistakes: one that two made, two that look alike."""
    failed = {"status": Status.FAILED, "score": 2.5, "message": "3 of 6 entries are wrong."}
    return Grading(7, "strict", (
        result(),
        result(kata="bptt", mistakes=(mistake(),), kind=Kind.ONE, **failed),
        result("bob", mistakes=(mistake(),), kind=Kind.ONE, **failed),
        result("bob", "bptt", Status.UNATTEMPTED, 0.0, "Nothing is there."),
        result("cyd", mistakes=(mistake("one"), mistake("other")), kind=Kind.SEVERAL, **failed),
        result("cyd", "bptt", Status.FAILED, 0.0, "All entries are wrong.", kind=Kind.NONE),
    ))  # fmt: skip


def course(learners, katas):
    """So many learners, all of whom have failed all katas, each by other points."""
    failed = result(status=Status.FAILED, message="3 of 6 entries are wrong.", mistakes=(mistake(),), kind=Kind.ONE)
    return Grading(7, "strict", tuple(
        dataclasses.replace(failed, learner=f"learner {number}", kata=f"kata {kata}", score=number * (kata + 1) % 9)
        for number in range(learners)
        for kata in range(katas)
    ))  # fmt: skip


def hostile():
    """Learners, katas, messages and mistakes that are called what would break out of a page."""
    return Grading(7, "strict", tuple(
        result(
            text, "softmax", Status.FAILED, 1.0, f"message {text}", (mistake(text),), Kind.ONE, found=f"found {text}",
        )
        for text in HOSTILE
    ))  # fmt: skip
