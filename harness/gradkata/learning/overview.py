"""Where a learner stands, as text: in a few lines, and kata by kata."""

from __future__ import annotations

from ..reports.wrapping import points, wrapped
from ..results import Status
from ..translation import say, say_many
from .next_step import next_step
from .standing import Standing, Step

GAP = "  "
STATE, SCORE = 7, 5  # columns of the longest status that is usual, and of 10/10


def in_short(now: Standing) -> str:
    """A few lines of at most 80 columns: how far the learner is, the kata in hand, and the one next thing to do."""
    paragraphs = [_summary(now), in_hand(now.in_hand) if now.in_hand else "", next_step(now)]
    if now.in_hand is None and not now.passed:
        elsewhere = say("If you began elsewhere, go to that folder first.")
        paragraphs[:1] = [say("There is no work in {folder} yet.", folder=now.workspace.root), elsewhere]
    return "\n".join(line for each in filter(None, paragraphs) for line in wrapped(each)) + "\n"


def in_full(now: Standing, *, has_next: bool = True) -> str:
    """A line for each kata, with what is new since it was last shown, and the one next thing to do.

    Args:
        has_next: whether it ends with what to type next, which is nothing for whoever has keys.
    """
    width = max((len(each.kata.id) for each in now.steps), default=0)
    rows = [line for each in now.steps for line in _row(each, width)]
    lead, step = wrapped(f"{_summary(now)} {_news(now)}"), next_step(now) if has_next else ""
    return "\n".join([*lead, "", *rows, *(["", *wrapped(step)] if step else [])]) + "\n"


def mark(step: Step) -> str:
    """How far a kata is, in a word or two: ``passed``, the points of its best check, ``begun``, or nothing."""
    if step.is_judged and not step.is_passed:
        return f"{points(step.record.best)}/{points(step.max_score)}"
    return _state(step)


def _summary(now: Standing) -> str:
    return say(
        "{passed} of {katas} katas passed, {points} of {most} points.",
        passed=len(now.passed), katas=len(now.steps), points=points(now.points), most=points(now.max_points),
    )  # fmt: skip


def _news(now: Standing) -> str:
    new = sum(map(_new, now.steps))
    if new <= 0:
        return ""
    one, many = "New since you last looked: {points} point.", "New since you last looked: {points} points."
    return say_many(one, many, new, points=points(new))


def _new(step: Step) -> float:
    """The points that were not shown yet."""
    return max(step.record.best - step.record.shown, 0)


def in_hand(step: Step) -> str:
    """The kata that the learner is at, and what came of its last check."""
    record, kata = step.record, step.kata.id
    if step.is_unwritten:
        return say("In hand: {kata}, not written yet.", kata=kata)
    if not step.is_judged:
        return say("In hand: {kata}, begun and not checked yet.", kata=kata)
    last = say(
        "{status}, {score} of {most} points",
        status=say(record.status), score=points(record.score), most=points(record.max_score),
    )  # fmt: skip
    if step.has_changed:
        return say("In hand: {kata}, changed since its last check ({last}).", kata=kata, last=last)
    return say("In hand: {kata}. Its last check: {last}.", kata=kata, last=last)


def _row(step: Step, width: int) -> list[str]:
    score = f"{points(step.record.best)}/{points(step.max_score)}"
    start = f"{step.kata.id:<{width}}{GAP}{_state(step):<{_columns()}}{GAP}{score:>{SCORE}}"
    margin = " " * (width + _columns() + SCORE + 3 * len(GAP))
    return wrapped(GAP.join([start, ", ".join(_notes(step))]).rstrip(), "", margin)


def _columns() -> int:
    """How wide the column of states is: in another language than English, usual states may need more."""
    return max(STATE, *(len(say(each)) for each in ("passed", "failed", "begun")))


def _state(step: Step) -> str:
    if step.is_passed:
        return say("passed")
    if step.is_judged:
        return say(step.record.status)
    return say("begun") if step.work else ""


def _notes(step: Step) -> list[str]:
    """What else there is to say of a kata."""
    record, new, notes = step.record, _new(step), list[str]()
    if new > 0:
        notes.append(say("{points} new", points=points(new)))
    if step.has_changed:
        notes.append(say("changed since its check"))
    elif step.is_passed and record.status != Status.PASSED:
        notes.append(say("last check: {status}", status=say(record.status)))
    if record.revealed:
        notes.append(say("solution shown"))
    return notes
