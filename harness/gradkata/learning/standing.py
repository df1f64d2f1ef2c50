"""Where a learner stands: what came of each kata of the path, and which one is in hand."""

from __future__ import annotations

import dataclasses

from ..errors import UsageError
from ..finding.submission import of_learner
from ..finding.workspace import Workspace
from ..kata import Kata
from ..plugins import Registry
from ..results import Status
from .newest import Work, works
from .points import highest
from .progress import Progress, Record


@dataclasses.dataclass(frozen=True)
class Step:
    """One kata of the path.

    Attributes:
        record: what came of it so far.
        max_score: its points.
        work: the learner's file for it; None if there is none.
    """

    kata: Kata
    record: Record
    max_score: float
    work: Work | None

    @property
    def is_passed(self) -> bool:
        """Whether it was ever passed: that stays, whatever becomes of the file."""
        return bool(self.record.passed)

    @property
    def is_done(self) -> bool:
        """Whether its file passed as it is now."""
        return self.record.status == Status.PASSED and (self.work is None or self.work.is_checked)

    @property
    def has_changed(self) -> bool:
        """Whether it was judged, and its file has changed since."""
        return self.is_judged and self.work is not None and not self.work.is_checked

    @property
    def is_judged(self) -> bool:
        """Whether a check ever found anything to judge."""
        return bool(self.record.checked) and self.record.status != Status.UNATTEMPTED

    @property
    def is_unwritten(self) -> bool:
        """Whether there is a file that is still the stub."""
        if self.work is None:
            return False
        if self.work.is_checked and self.is_judged:  # what is not saved yet was judged in a notebook's session
            return False
        return self.work.is_stub or (self.work.is_checked and self.record.status == Status.UNATTEMPTED)

    @property
    def touched(self) -> str:
        """When something last happened to it: the file was saved, or checked. ISO 8601; empty if nothing ever did."""
        return max(self.work.saved if self.work else "", self.record.checked)


@dataclasses.dataclass(frozen=True)
class Standing:
    """A learner's place on the path.

    Attributes:
        steps: in teaching order.
        remarks: what the learner should know besides; often none.
    """

    workspace: Workspace
    steps: tuple[Step, ...]
    remarks: tuple[str, ...]

    @property
    def passed(self) -> set[str]:
        """The ids of the katas that were passed."""
        return {each.kata.id for each in self.steps if each.is_passed}

    @property
    def points(self) -> float:
        """The best that each kata came to, together."""
        return sum(each.record.best for each in self.steps)

    @property
    def max_points(self) -> float:
        """What all katas can come to."""
        return sum(each.max_score for each in self.steps)

    @property
    def in_hand(self) -> Step | None:
        """The kata that there is a file for and that something last happened to; None if nothing is begun."""
        return max((each for each in self.steps if each.work), key=lambda each: each.touched, default=None)


def standing(found: Registry, workspace: Workspace) -> Standing:
    """Where the learner in a workspace stands."""
    progress = Progress(workspace)
    records = progress.all()
    handed_in = of_learner(workspace.work, found.katas) if workspace.work.is_dir() else []
    there = {each.kata: each for each in works(handed_in, records, found.katas)}
    steps = tuple(_step(kata, records.get(kata.id, Record()), there.get(kata.id)) for kata in found.katas.values())
    remarks = [progress.remark, *(each.remark for each in handed_in if each.path is None)]
    return Standing(workspace, steps, tuple(filter(None, remarks)))


def _step(kata: Kata, record: Record, work: Work | None) -> Step:
    try:
        most = highest(kata)
    except UsageError:  # a suite that cannot be collected is for its author, and for whoever checks this kata
        most = record.max_score
    else:  # whatever the file says, or an older suite gave
        record = dataclasses.replace(record, best=min(record.best, most))
    return Step(kata, record, most, work)


def mark_shown(now: Standing) -> None:
    """Remember the points that the learner has been shown.

    Raises:
        UsageError: that cannot be remembered.
    """
    progress = Progress(now.workspace)
    for step in now.steps:
        if step.record.shown != step.record.best:
            progress.change(step.kata.id, shown=step.record.best)
