"""What is told of one result, in words and as JSON."""

from __future__ import annotations

from collections.abc import Iterator

from ..boundary.sanitizing import clean_columns
from ..reports.apart import wrapped_apart
from ..reports.detail import paragraphs
from ..reports.grid import grid
from ..reports.json_report import as_data
from ..reports.safe_text import json_text
from ..reports.wrapping import MARGIN, points, width, wrapped
from ..results import LOAD, Result, TestResult
from ..translation import say, say_many
from .explained import Explained, Past
from .times import moment

SCHEMA = "gradkata/explain/1"
DIGEST = 12  # characters of a digest that are shown


def as_json(found: Explained) -> str:
    """All that is known, as one JSON object with a line end."""
    result = found.result
    told = {
        **as_data(result),
        "cpu_s": result.cpu_s, "found": result.found, "fault": result.fault,
        "printed": result.printed, "printed_lines": result.printed_lines,
    }  # fmt: skip
    source = {"seed": found.seed, "work": found.work, "saved": found.saved, "graded": found.graded}
    attempts = [vars(each) for each in found.attempts]
    return json_text({"schema": SCHEMA, **source, "result": told, "attempts": attempts})


def as_text(found: Explained, *, maps: bool = True) -> str:
    """All that is known, as text of at most 80 columns with a line end.

    Args:
        maps: whether to show which entries are wrong, as a grid of signs.
    """
    result = found.result
    blocks = [
        [_verdict(result)],
        list(_source(found)),
        list(_history(found.attempts)),
        list(_checks(result)),
        *(wrapped_apart(each) for each in _said(result)),
        *([grid(each) for each in result.explanation.maps] if maps and result.explanation else []),
        list(_printed(found)),
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _verdict(result: Result) -> str:
    return say(
        "{learner}, {kata}: {status}, {score} of {most} points.",
        learner=result.learner, kata=result.kata, status=say(result.status), score=points(result.score),
        most=points(result.max_score),
    )  # fmt: skip


def _source(found: Explained) -> Iterator[str]:
    """Where the result comes from, a line each."""
    result = found.result
    yield say("graded {time}", time=moment(found.graded)) if found.graded else say("graded now")
    if found.saved:
        yield say("saved {time}", time=moment(found.saved))
    words = "seed {seed}, isolation {isolation}, {seconds:.2f} s by the clock, {cpu:.2f} s of CPU time"
    said = say(words, seed=found.seed, isolation=result.isolation or "?", seconds=result.duration_s, cpu=result.cpu_s)
    yield from wrapped(said, "", MARGIN)
    yield say("digest of the text and what it imports: {digest}", digest=found.work[:DIGEST])
    if result.imports:
        yield from wrapped(say("it imports {names}", names=", ".join(result.imports)), "", MARGIN)


def _history(attempts: tuple[Past, ...]) -> Iterator[str]:
    if len(attempts) < 2:
        return
    yield say("{number} attempts, the oldest first; * counts:", number=len(attempts))
    for each in attempts:
        score = say("{score} of {most}", score=points(each.score), most=points(each.max_score))
        start = f"{'*' if each.counts else ' '} {moment(each.graded)}  {say(each.status)}, {score}"
        yield from wrapped(f"{start}: {each.mistake}" if each.mistake else start, "", MARGIN * 2)


def _checks(result: Result) -> Iterator[str]:
    tests = [test for test in result.tests if test.name != LOAD or test.message]
    if tests:
        yield say("Checks:")
    for test in tests:
        yield from _check(test)


def _check(test: TestResult) -> Iterator[str]:
    """A check with its points, and below it what is said of it."""
    score = say("{score} of {most}", score=points(test.score), most=points(test.max_score))
    start = f"{MARGIN}{say(test.status)}, {score}: " if test.max_score else f"{MARGIN}{say(test.status)}: "
    yield from wrapped(test.title or test.name, start, MARGIN * 3)
    for words in (test.message, test.remark):
        if words:
            yield from wrapped(words, MARGIN * 3, MARGIN * 3)


def _said(result: Result) -> list[str]:
    """What a learner reads of it, and what an instructor should know besides."""
    words = "gradkata itself failed here, so this is no judgement of the work: {fault}"
    fault = say(words, fault=result.fault) if result.fault else ""
    return [each for each in (fault, result.found, *paragraphs(result)) if each]


def _printed(found: Explained) -> Iterator[str]:
    """What the code printed, as far as it is known."""
    result = found.result
    if found.graded:
        words = "What the code printed is not kept: --in PATH in place of --gradebook grades the work now and shows it."
        yield from wrapped(say(words))
        return
    if not result.printed.strip():
        yield say("The code printed nothing.")
        return
    yield say("The code printed:")
    lines = result.printed.rstrip("\n").split("\n")
    for line in lines:
        yield f"{MARGIN}{clean_columns(line)}"[: width()].rstrip()
    if (more := result.printed_lines - len(lines)) > 0:
        yield MARGIN + say_many("... and {number:,} line more", "... and {number:,} lines more", more)
