"""The one next thing for a learner to do."""

from __future__ import annotations

from ..finding.workspace import from_here
from ..translation import say
from .newest import Work
from .path import command, following
from .standing import Standing, Step


def next_step(now: Standing) -> str:
    """A sentence with the one next thing to do, which begins with what to type; empty where nothing is left."""
    step = now.in_hand
    if step is None or step.work is None or step.is_done:
        return _go_on(now, step)
    if step.is_unwritten:
        return _write(now, step.work)
    if not step.work.is_checked:
        return say("Next: kata check {kata}", kata=step.kata.id)
    return say("Next: kata check {kata} (says again what is wrong; kata hint {kata} helps)", kata=step.kata.id)


def _write(now: Standing, work: Work) -> str:
    """What to do with a file that is still the stub."""
    task, stub = now.workspace.task(work.kata), from_here(now.workspace.work / work.path.name)
    if not task.exists():
        return say("Next: kata check {kata}, once {stub} is written", kata=work.kata, stub=stub)
    return say(
        "Next: kata check {kata}, once {stub} is written (task: {task})",
        kata=work.kata, stub=stub, task=from_here(task),
    )  # fmt: skip


def _go_on(now: Standing, done: Step | None) -> str:
    """What to do when nothing is in hand, or what is in hand is done."""
    ids = [each.kata.id for each in now.steps]
    left = [each for each in ids if each not in now.passed]
    found = following(done.kata.id, ids, now.passed) if done else next(iter(left), None)
    if found is not None:
        return say("Next: {command}", command=command(found, now.workspace))
    show = next((each.kata.id for each in now.steps if (each.kata.folder / "run.py").is_file()), None)
    return say("Next: kata run {kata}, which puts your own solutions to work", kata=show) if show else ""
