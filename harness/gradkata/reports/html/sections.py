"""One result as a page shows it: the words of ``kata check``, and which entries are wrong, as signs and in words."""

from __future__ import annotations

import dataclasses

from ...results import LOAD, GradientMap, Result, Sign, Status, TestResult
from ...translation import say
from ..detail import paragraphs
from ..grid import MEANS, MOST_COLUMNS, MOST_ROWS
from ..safe_text import without_folders
from ..wrapping import points

MOST_MAPS = 3  # as many as `kata check --map` shows


@dataclasses.dataclass(frozen=True)
class Check:
    """One check: its status, the word for that in the user's language, and what it is about."""

    status: str
    word: str
    title: str


@dataclasses.dataclass(frozen=True)
class Map:
    """Which entries of an array are wrong.

    Attributes:
        caption: the array, and how many of its entries are wrong.
        rows: a sign for each entry, with a space between two.
        where: the rows and columns that have wrong entries, in words.
        legend: each sign that is used, with what it means and how often it comes.
    """

    caption: str
    rows: tuple[str, ...]
    where: str
    legend: tuple[tuple[str, str], ...]


@dataclasses.dataclass(frozen=True)
class Section:
    """A learner's result on one kata.

    Attributes:
        paragraphs: the most concrete thing first, as `paragraphs` has them.
    """

    kata: str
    status: str
    verdict: str
    checks: tuple[Check, ...]
    paragraphs: tuple[str, ...]
    maps: tuple[Map, ...]


def section(result: Result, *, for_learner: bool = False) -> Section:
    """What is shown of a result.

    Args:
        for_learner: whether the learner is to read it; what lies there in place of missing work is for others.
    """
    told = [*paragraphs(result), *([result.found] if result.found and not for_learner else [])]
    said = map(without_folders, told)
    return Section(
        result.kata, str(result.status), verdict(result), tuple(map(_check, _checks(result))), tuple(said),
        tuple(map(_map, _maps(result))),
    )  # fmt: skip


def verdict(result: Result) -> str:
    """What came of it, in a line."""
    return say(
        "{kata}: {status}, {score} of {highest} points.",
        kata=result.kata, status=status_word(result.status), score=points(result.score),
        highest=points(result.max_score),
    )  # fmt: skip


def status_word(status: str) -> str:
    """The word for a status in the user's language."""
    return say(str(status))


def _checks(result: Result) -> list[TestResult]:
    """What was checked; nothing where all of it follows from a cause that is told."""
    tests = [test for test in result.tests if test.name != LOAD]
    is_run = any(test.status != Status.SKIPPED for test in tests)
    return tests if is_run and not result.held_up_by else []


def _check(test: TestResult) -> Check:
    return Check(str(test.status), status_word(test.status), test.title or test.name)


def _maps(result: Result) -> tuple[GradientMap, ...]:
    return result.explanation.maps[:MOST_MAPS] if result.explanation and not result.held_up_by else ()


def _map(found: GradientMap) -> Map:
    shown = [row[:MOST_COLUMNS] for row in found.rows[:MOST_ROWS]]
    signs = "".join(shown)
    legend = tuple((str(sign), f"{say(words)} ({signs.count(sign)})") for sign, words in MEANS.items() if sign in signs)
    return Map(_caption(found), tuple(" ".join(row) for row in shown), _where(shown), legend)


def _caption(found: GradientMap) -> str:
    count = sum(map(len, found.rows))
    wrong = count - sum(row.count(Sign.RIGHT) for row in found.rows)
    is_part = len(found.rows) > MOST_ROWS or any(len(row) > MOST_COLUMNS for row in found.rows)
    if is_part:
        words = "{name} {shape}: {wrong} of {count} entries are wrong; this is its upper left corner"
    else:
        words = "{name} {shape}: {wrong} of {count} entries are wrong"
    return say(words, name=found.name, shape=found.shape, wrong=wrong, count=count)


def _where(rows: list[str]) -> str:
    """The indices, from 0 as in NumPy, of rows and columns with wrong entries; empty if every entry is wrong."""
    if not any(Sign.RIGHT in row for row in rows):
        return ""
    wrong = [[sign != Sign.RIGHT for sign in row] for row in rows]
    lines = [str(number) for number, row in enumerate(wrong) if any(row)]
    columns = [str(number) for number, column in enumerate(zip(*wrong, strict=True)) if any(column)]
    if len(rows) == 1:
        return say("Wrong at {columns}, counted from 0.", columns=", ".join(columns))
    return say(
        "Wrong entries are in rows {rows} and columns {columns}, counted from 0.",
        rows=", ".join(lines), columns=", ".join(columns),
    )  # fmt: skip
