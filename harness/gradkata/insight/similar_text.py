"""What is said of texts that are alike, in words and as JSON."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence

from ..boundary.sanitizing import clean_columns
from ..reports.safe_text import json_text
from ..reports.wrapping import MARGIN, width, wrapped
from ..translation import say, say_many
from .similarity import Pair, Place, Similarity

SCHEMA = "gradkata/similar/1"
MOST_LINES = 6  # of a passage in either text
MOST_PAIRS = 20  # of a kata
NO_VERDICT = (
    "This is no verdict: it cannot tell who wrote first, whether two worked together as they may, or whether both had "
    "one source that anybody may use. Read both texts, and talk with both."
)


def as_json(found: Iterable[Similarity]) -> str:
    """All that was found, as one JSON object with a line end."""
    katas = [dataclasses.asdict(each) for each in found]
    return json_text({"schema": SCHEMA, "note": NO_VERDICT, "katas": katas})


def as_text(found: Sequence[Similarity]) -> str:
    """All that was found, as text of at most 80 columns with a line end."""
    lines = [line for each in found for line in [*_kata(each), ""]]
    return "\n".join([*lines, *wrapped(say(NO_VERDICT))]) + "\n"


def _kata(found: Similarity) -> Iterator[str]:
    one, many = "{kata}: {number} text compared.", "{kata}: {number} texts compared."
    yield from wrapped(say_many(one, many, len(found.compared), kata=found.kata), "", MARGIN)
    if found.too_short:
        words = "Too short to tell, or too close to what was given: {names}."
        yield from wrapped(say(words, names=", ".join(found.too_short)), MARGIN, MARGIN * 2)
    if found.unread:
        words = "Not to be read as Python, and so not compared: {names}."
        yield from wrapped(say(words, names=", ".join(found.unread)), MARGIN, MARGIN * 2)
    if len(found.compared) < 2:
        return
    words = (
        "Taken off: the stub, the task, the hints, the solution, those of the katas before it, and whatever more than "
        "{number} learners have. What is left is rare here."
    )
    yield from wrapped(say(words, number=found.common), MARGIN, MARGIN)
    if not found.pairs:
        yield from wrapped(say("No two are closer than that explains."), MARGIN, MARGIN)
    for each in found.pairs[:MOST_PAIRS]:
        yield ""
        yield from _pair(each)
    if (more := len(found.pairs) - MOST_PAIRS) > 0:
        one, many = "{number} pair more: --format json has all.", "{number} pairs more: --format json has all."
        yield from ["", *wrapped(say_many(one, many, more))]


def _pair(pair: Pair) -> Iterator[str]:
    words = "{one} and {other}: of {rare} fingerprints that are rare here, {both} are in both."
    one, other = pair.learners
    yield from wrapped(say(words, one=one, other=other, rare=pair.rare, both=pair.both), "", MARGIN)
    if pair.passage:
        yield from wrapped(say("The longest passage of these:"), MARGIN, MARGIN)
    for place in pair.passage:
        yield from _place(place)


def _place(place: Place) -> Iterator[str]:
    words = (
        "{learner}, {file}, lines {first} to {last}:"
        if place.last > place.first
        else "{learner}, {file}, line {first}:"
    )
    said = say(words, learner=place.learner, file=place.file, first=place.first, last=place.last)
    yield from wrapped(said, MARGIN, MARGIN * 2)
    shown = place.lines if len(place.lines) <= MOST_LINES else place.lines[: MOST_LINES - 1]
    for number, line in enumerate(shown, place.first):
        yield _cut(f"{MARGIN}{number:>5}  {clean_columns(line)}".rstrip())
    if (more := len(place.lines) - len(shown)) > 0:
        yield MARGIN * 2 + say_many("... and {number:,} line more", "... and {number:,} lines more", more)


def _cut(line: str) -> str:
    return line if len(line) <= width() else f"{line[: width() - 1]}…"
