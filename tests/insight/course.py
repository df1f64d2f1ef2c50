"""A course for tests that judge nobody: its gradebook, and a class whose work can be compared."""

import dataclasses
import hashlib
from pathlib import Path

from gradkata.gradebook.attempt import Attempt, written
from gradkata.gradebook.book import Gradebook
from gradkata.results import LOAD, Explanation, GradientMap, Kind, Misconception, Result, Status, TestResult

AXIS = Misconception(
    "first-axis", "the sum runs over the first axis", "This explains all: the sum.",
    "It looks as if the sum ran over the first axis. Which axis holds the classes?",
)  # fmt: skip
OVERFLOW = Misconception("overflow", "nothing is subtracted before exp", "", "It looks as if exp overflowed.")
WRONG = (Explanation(Kind.ONE, (GradientMap("softmax()", (2, 3), ("..>", ".<."), ()),)), "The entry [0, 2] is wrong.")

WORK = '''
def double(x):
    """Twice as much, the long way."""
    total = 0.0
    for entry in sorted(abs(each) for each in x):
        if entry > 1e6:
            raise ValueError("too large")
        total = max(total, entry)
    scale = total if total > 0 else 1.0
    parts = [each / scale for each in x]
    return [scale * (part + part) for part in parts]
'''
RENAMED = """
import math

# My own work.


def double(values):
    biggest = 0
    for v in sorted(abs(w) for w in values):
        if v > 1e6:
            raise ValueError("That is more than I can do.")
        biggest = max(biggest, v)
    s = biggest if biggest > 0 else 1
    pieces = [w / s for w in values]
    return [s * (p + p) for p in pieces]
"""
OTHER = """
def double(x):
    result = list(x)
    place = len(result)
    while place:
        place -= 1
        result[place] += x[place]
        assert not isinstance(result[place], str), "numbers only"
    low, high = min(result), max(result)
    print("from", low, "to", high, "in", len(result), "steps")
    return tuple(result) if isinstance(x, tuple) else result
"""


def a_class(folder: Path):
    """Three learners: ben has ada's work under other names, cleo her own."""
    for learner, text in (("ada", WORK), ("ben", RENAMED), ("cleo", OTHER)):
        (folder / learner).mkdir(parents=True)
        (folder / learner / "double.py").write_text(text, "utf-8")


def a_result(learner="ada", kata="softmax", mistake=None, status=Status.FAILED, score=1.0, **more):
    """One that passed its first check, and of two the second."""
    is_passed = status is Status.PASSED
    second = TestResult(
        "matrix", Status.PASSED if is_passed else Status.FAILED, 2.0 * is_passed, 2.0, "" if is_passed else WRONG[1],
        "Each row of a matrix is a case of its own.", is_numbers=True,
    )  # fmt: skip
    tests = (
        TestResult(LOAD, Status.PASSED, 0.0, 0.0, "", "Your file can be loaded."),
        TestResult("row", Status.PASSED, 1.0, 1.0, "", "One row of scores becomes probabilities."),
        second,
    )
    why = None if is_passed else WRONG[0] if mistake else dataclasses.replace(WRONG[0], kind=Kind.NONE)
    return Result(
        learner, kata, status, 3.0 if is_passed else score, 3.0, 0.25, tests, (mistake,) if mistake else (),
        explanation=why, cpu_s=0.125, isolation="strict", **more,
    )  # fmt: skip


def attempt(graded, result, work=""):
    """The attempt that has the result; each is of a text of its own unless one is named."""
    work = work or hashlib.sha256(graded.encode()).hexdigest()
    return Attempt(
        f"{result.learner} {result.kata} {graded}", result.learner, result.kata, "7", work, "judge", "strict", "{}",
        graded, graded, str(result.status), result.score, result.max_score, written(result),
    )  # fmt: skip


def a_course():
    """Attempts, the oldest first: ada is stuck with one mistake, ben made two, cleo tried once, dora has passed."""
    katas = [
        ("2026-11-23T09:00", a_result("ada", mistake=OVERFLOW)),
        ("2026-11-23T09:10", a_result("dora")),
        ("2026-11-23T18:30", a_result("dora", status=Status.PASSED)),
        ("2026-11-24T10:00", a_result("ada", mistake=AXIS)),
        ("2026-11-24T10:05", a_result("ben", mistake=AXIS)),
        ("2026-11-24T13:40", a_result("ben")),
        ("2026-11-25T17:20", a_result("ada", mistake=AXIS)),
        ("2026-11-26T08:15", a_result("ada", mistake=AXIS)),
        ("2026-11-26T08:20", a_result("cleo", mistake=AXIS)),
        ("2026-11-26T08:30", a_result("cleo", kata="bptt", status=Status.PASSED)),
    ]
    return [attempt(f"{time}:00.000000+00:00", result) for time, result in katas]


def a_book(path: Path):
    """The gradebook of the course."""
    with Gradebook.writing(path) as book:
        book.add(a_course())
    return path
