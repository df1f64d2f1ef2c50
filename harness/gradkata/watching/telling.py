"""Verdicts as a learner who watches reads them: one below the other, the newest last."""

from __future__ import annotations

import time

from ..reports.wrapping import width
from ..results import Status
from .agenda import Turn
from .sitting import Sitting
from .verdict import Verdict


class Telling:
    """Shows verdicts."""

    def __init__(self, sitting: Sitting):
        self._sitting = sitting
        self._passing: list[bool] = []  # of those that are checked in passing, whether each passed

    def tell(self, verdict: Verdict, turn: Turn) -> None:
        """Show a verdict: in one line if it was asked for in passing, else in full, with what comes next."""
        if turn is Turn.PASSING:
            words = verdict.summary or verdict.text.rstrip("\n")
            self._sitting.show(words if self._passing else f"\n{words}")
            self._passing.append(verdict.status is Status.PASSED)
            return
        self._sitting.show(f"\n{self._rule(verdict.file or verdict.kata)}\n{verdict.text}".rstrip("\n"))
        for remark in verdict.remarks:
            self._sitting.show(remark)
        if self._sitting.show_problems and verdict.problems:
            self._sitting.show_problems(verdict.problems.rstrip("\n"))
        if verdict.status is Status.PASSED:
            self._tell_of_next(verdict)

    def sum_up(self) -> None:
        """Say how many of those that were checked in passing passed, if there were any."""
        passed, number = sum(self._passing), len(self._passing)
        self._passing = []
        if number:
            self._sitting.say("{passed} of {number} are passed.", passed=passed, number=number)

    def _tell_of_next(self, verdict: Verdict) -> None:
        following = self._sitting.following()
        if self._sitting.has_keys and following:
            self._sitting.say("Press n to go on with {kata}.", kata=following)
        elif verdict.then:
            self._sitting.show(verdict.then)

    def _rule(self, what: str) -> str:
        words = f"{time.strftime('%H:%M:%S')}  {what}"
        return f"-- {words} ".ljust(width(), "-") if self._sitting.has_rules else words
