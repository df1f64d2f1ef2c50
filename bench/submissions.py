"""Softmax submissions to grade: as many distinct ones as asked for, half of them right, some of them slow."""

from __future__ import annotations

import itertools
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
REFERENCE = ROOT / "reference" / "softmax" / "solution.py"

# Right, and slow as beginners' work may be: loops in Python, and the exponential by its series.
SLOW = """\
import numpy as np


def exponential(x):
    total, term = 1.0, 1.0
    for k in range(1, 60):
        term *= x / (64 * k)
        total += term
    return total**64


def softmax(logits):
    logits = np.asarray(logits)
    result = np.empty(logits.shape, np.float32 if logits.dtype == np.float32 else np.float64)
    for index in np.ndindex(logits.shape[:-1]):
        row = [float(each) for each in logits[index]]
        powers = [exponential(max(each - max(row), -745.0)) for each in row]
        for place, power in enumerate(powers):
            result[(*index, place)] = power / sum(powers)
    return result
"""

# What the argument is called, so that no two submissions are one text.
NAMES = ("logits", "z", "scores", "a", "values", "inputs_", "raw", "h", "activations", "u")


@dataclass(frozen=True)
class Work:
    """One submission.

    Attributes:
        learner: who handed it in.
        source: the text of softmax.py.
        is_right: whether it deserves full marks.
    """

    learner: str
    source: str
    is_right: bool


def submissions(count: int) -> list[Work]:
    """``count`` distinct submissions, right and wrong by turns, the same in every run."""
    right, wrong = itertools.cycle(_right()), itertools.cycle(_wrong())
    return [_work(number, next(wrong if number % 2 else right), not number % 2) for number in range(count)]


def write_class(works: list[Work], folder: Path) -> Path:
    """A class as `kata grade` takes it: a folder of learners' folders."""
    for work in works:
        (folder / work.learner).mkdir(parents=True)
        (folder / work.learner / "softmax.py").write_text(work.source, "utf-8")
    return folder


def _work(number: int, source: str, is_right: bool) -> Work:
    renamed = re.sub(r"\blogits\b", NAMES[number // 2 % len(NAMES)], source)
    return Work(f"learner{number:04}", f"# Submission {number}.\n{renamed}", is_right)


def _right() -> list[str]:
    others = sorted((ROOT / "reference" / "softmax" / "right").glob("*.py"))
    return [*(path.read_text("utf-8") for path in (REFERENCE, *others)), SLOW]  # a class of one is no slow one


def _wrong() -> Iterator[str]:
    """The reference with each of its known mistakes."""
    text = REFERENCE.read_text("utf-8")
    for mistake in tomllib.loads(REFERENCE.with_name("mistakes.toml").read_text("utf-8"))["mistake"]:
        yield text.replace(mistake["find"], mistake["replace"])
