"""A grading as text to read: one learner in full, a class as a table of points."""

from __future__ import annotations

import collections
import io
from collections.abc import Iterator, Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ..results import Grading, Result
from .detail import WIDTH, points, render_result, wrapped

JUDGED = ("passed", "failed")
CELL = 7  # columns of a cell: "timeout" is the longest word that stands in one


def render(grading: Grading) -> str:
    """The whole report, at most 80 columns wide."""
    learners = list(dict.fromkeys(result.learner for result in grading.results))
    if len(learners) == 1:
        body = "\n".join(render_result(result) for result in grading.results)
        return f"{learners[0]}\n\n{body}\n{_summary(grading, learners)}"
    katas = list(dict.fromkeys(result.kata for result in grading.results))
    tables = "\n".join(_table(grading, learners, group) for group in _groups(katas, learners))
    return f"{tables}{_notes(grading)}\n{_summary(grading, learners)}"


def _groups(katas: list[str], learners: list[str]) -> Iterator[list[str]]:
    """Katas that fit into one table beside the learners' names."""
    room = WIDTH - min(24, max(map(len, learners))) - 4
    group: list[str] = []
    used = 0
    for kata in katas:
        width = max(CELL, *(len(part) for part in _heading(kata).split("\n"))) + 2
        if group and used + width > room:
            yield group
            group, used = [], 0
        group.append(kata)
        used += width
    yield group


def _table(grading: Grading, learners: Sequence[str], katas: Sequence[str]) -> str:
    results = {(result.learner, result.kata): result for result in grading.results}
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1))
    table.add_column("learner", overflow="fold", max_width=24)
    for kata in katas:
        table.add_column(_heading(kata), justify="right")
    for learner in learners:
        table.add_row(Text(learner), *(_cell(results[learner, kata]) for kata in katas))
    table.add_section()
    highest = {result.kata: result.max_score for result in grading.results}
    table.add_row("of", *(points(highest[kata]) for kata in katas))
    out = io.StringIO()
    console = Console(file=out, width=WIDTH, color_system=None, force_terminal=False, legacy_windows=False)
    console.print(table)
    return "\n".join(line.rstrip() for line in out.getvalue().strip("\n").splitlines()) + "\n"


def _heading(kata: str) -> str:
    return kata.replace("_", "_\n")


def _cell(result: Result) -> str:
    if result.status in JUDGED:
        return points(result.score)
    return "-" if result.status == "unattempted" else result.status


def _notes(grading: Grading) -> str:
    """Why work was not judged: what an instructor has to know beyond the points."""
    lines: list[str] = []
    for result in grading.results:
        if result.status not in (*JUDGED, "unattempted") and result.messages:
            lines += wrapped(f"{result.learner}, {result.kata}: {result.messages[0]}", "", "  ")
    return "\n" + "\n".join(lines) + "\n" if lines else ""


def _summary(grading: Grading, learners: Sequence[str]) -> str:
    counts = collections.Counter(result.status for result in grading.results)
    listed = ", ".join(f"{count} {status}" for status, count in counts.most_common())
    who = f"{len(learners)} learners, " if len(learners) > 1 else ""
    count = len(grading.results)
    lines = wrapped(f"{who}{count} result{'' if count == 1 else 's'}: {listed}.")
    lines += wrapped(f"Seed {grading.seed} (--seed {grading.seed} repeats it), isolation {grading.isolation}.")
    return "\n".join(lines) + "\n"
