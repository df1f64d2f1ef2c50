"""What is said of who is stuck, in words and as JSON."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from ..reports.safe_text import json_text, shortened
from ..reports.wrapping import MARGIN, width, wrapped
from ..translation import say, say_many
from .stuck import Learner, OnKata, Stuck
from .times import span

SCHEMA = "gradkata/stuck/1"
MOST_LEARNERS, MOST_KATAS = 6, 4  # two lines each, so that all fit on a screen of 24 lines


def as_json(found: Stuck) -> str:
    """All that is known, as one JSON object with a line end."""
    return json_text({"schema": SCHEMA, **dataclasses.asdict(found)})


def as_text(found: Stuck, *, is_all: bool = False) -> str:
    """What is known, as text of at most 80 columns and 24 lines, with a line end.

    Args:
        is_all: whether all are told, however many lines it takes.
    """
    if not found.katas:
        return say("Nobody is stuck: whoever has tried a kata has passed it.") + "\n"
    learners = found.learners if is_all else found.learners[:MOST_LEARNERS]
    katas = found.katas if is_all else found.katas[:MOST_KATAS]
    lines = [line for each in learners for line in _learner(each)]
    if not lines:
        lines = wrapped(say("Nobody has tried twice in vain."))
    lines += ["", *(line for each in katas for line in _kata(each))]
    if len(learners) < len(found.learners) or len(katas) < len(found.katas):
        words = "There is more: {learners} stuck in all, {katas} katas in all; --all shows them."
        lines += ["", *wrapped(say(words, learners=len(found.learners), katas=len(found.katas)))]
    return "\n".join(lines) + "\n"


def _learner(found: Learner) -> Iterator[str]:
    """Two lines: how many attempts and how long, and the mistake."""
    words = "{learner}, {kata}: {number} attempts in {span}"
    head = say(words, learner=found.learner, kata=found.kata, number=found.attempts, span=span(found.seconds))
    if found.same == found.attempts:
        head = say("{head}, all with the same mistake", head=head)
    elif found.same > 1:
        head = say("{head}, the last {number} with the same mistake", head=head, number=found.same)
    yield shortened(f"{head}:", width())
    yield shortened(f"{MARGIN}{found.mistake}", width())


def _kata(found: OnKata) -> Iterator[str]:
    """How many are on a kata, and what is wrong most often."""
    one, many = "{kata}: {number} learner is on it", "{kata}: {number} learners are on it"
    head = say_many(one, many, found.learners, kata=found.kata)
    if found.count == 1 < found.learners:
        yield shortened(say("{head}, each with another mistake.", head=head), width())
        return
    if found.learners > 1:
        words = "{head}, {count} of them with this mistake" if found.count < found.learners else "{head}, all with this"
        head = say(words, head=head, count=found.count)
    yield shortened(f"{head}:", width())
    yield shortened(f"{MARGIN}{found.mistake}", width())
