"""A grading as text to read: one learner in full, a class as a table of points."""

from __future__ import annotations

import collections
from collections.abc import Iterator, Sequence

from tabulate import SEPARATING_LINE, tabulate

from ..results import Grading, Result
from ..translation import say, say_many
from . import wrapping
from .detail import render_result
from .wrapping import points, wrapped

JUDGED = ("passed", "failed")
NAME = 24  # columns of a learner's name
PADDING, GAP = 2, 2  # columns that tabulate adds to a heading, and puts between cells
CELL = 7  # columns of a cell: "timeout" is the longest word that stands in one


def render(grading: Grading) -> str:
    """The whole report, at most 80 columns wide."""
    learners = list(dict.fromkeys(result.learner for result in grading.results))
    if not learners:
        return "No results.\n"
    if len(learners) == 1:
        body = "\n".join(render_result(result) for result in grading.results)
        return f"{learners[0]}\n\n{body}\n{_summary(grading, learners)}"
    katas = list(dict.fromkeys(result.kata for result in grading.results))
    tables = "\n".join(_table(grading, learners, group) for group in _groups(katas, learners))
    return f"{tables}{_notes(grading)}\n{_summary(grading, learners)}"


def _groups(katas: list[str], learners: list[str]) -> Iterator[list[str]]:
    """Katas that fit into one table beside the learners' names."""
    room = wrapping.width() - min(NAME, max(map(len, learners))) - PADDING
    group: list[str] = []
    used = 0
    for kata in katas:
        width = max(CELL, *(len(part) + PADDING for part in _heading(kata).split("\n"))) + GAP
        if group and used + width > room:
            yield group
            group, used = [], 0
        group.append(kata)
        used += width
    yield group


def _table(grading: Grading, learners: Sequence[str], katas: Sequence[str]) -> str:
    results = {(result.learner, result.kata): result for result in grading.results}
    highest = {result.kata: result.max_score for result in grading.results}
    short = dict(zip(learners, _short(learners), strict=True))
    rows = [[short[learner], *(_cell(results.get((learner, kata))) for kata in katas)] for learner in learners]
    table = tabulate(
        [*rows, SEPARATING_LINE, [say("of"), *(points(highest[kata]) for kata in katas)]],
        headers=[say("learner"), *map(_heading, katas)],
        colalign=("left", *("right" for _ in katas)),
        disable_numparse=True,
    )
    return "\n".join(line.rstrip() for line in table.splitlines()) + "\n"


def _short(learners: Sequence[str]) -> list[str]:
    """Names that fit in, and differ: of names that begin alike, the ends are shown, or their places in the class."""
    cut = [learner if len(learner) <= NAME else f"{learner[: NAME - 1]}…" for learner in learners]
    ends = [
        learner if len(learner) <= NAME else f"{learner[: NAME // 2]}…{learner[1 - NAME // 2 :]}"
        for learner in learners
    ]
    counts, both = collections.Counter(cut), collections.Counter(ends)
    return [
        start if counts[start] == 1 else end if both[end] == 1 else f"{start[: NAME - 8].rstrip('…')}… ({number})"
        for number, (start, end) in enumerate(zip(cut, ends, strict=True), 1)
    ]


def _heading(kata: str) -> str:
    return kata.replace("_", "_\n")


def _cell(result: Result | None) -> str:
    """What came of a learner's work on a kata; nothing where a grading did not come so far."""
    if result is None:
        return ""
    if result.status in JUDGED:
        return points(result.score)
    return "-" if result.status == "unattempted" else say(result.status)


def _notes(grading: Grading) -> str:
    """Why work was not judged, and what lies where it is missing: what an instructor has to know beyond the points."""
    notes: dict[tuple[str, str], list[str]] = {}
    for result in grading.results:
        found = result.found
        if result.status not in (*JUDGED, "unattempted") and result.messages:
            found = result.messages[0]
        if found:
            notes.setdefault((result.learner, found), []).append(result.kata)
    lines = [
        line for (learner, found), katas in notes.items()
        for line in wrapped(f"{learner}, {', '.join(katas)}: {found}", "", "  ")
    ]  # fmt: skip
    return "\n" + "\n".join(lines) + "\n" if lines else ""


def _summary(grading: Grading, learners: Sequence[str]) -> str:
    counts = collections.Counter(result.status for result in grading.results)
    listed = ", ".join(f"{count} {say(status)}" for status, count in counts.most_common())
    who = say("{number} learners, ", number=len(learners)) if len(learners) > 1 else ""
    one, many = "{who}{number} result: {listed}.", "{who}{number} results: {listed}."
    lines = wrapped(say_many(one, many, len(grading.results), who=who, listed=listed))
    words = "Seed {seed} (--seed {seed} repeats it), isolation {isolation}."
    lines += wrapped(say(words, seed=grading.seed, isolation=grading.isolation))
    return "\n".join(lines) + "\n"
