"""A learner's desk: their workspace, their progress, and a grader that stays warm from one check to the next."""

from __future__ import annotations

import contextlib
import dataclasses
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .. import grading
from ..boundary.program import Program
from ..errors import UsageError
from ..finding.submission import Submission, of_learner
from ..finding.workspace import Workspace, from_here
from ..grader import Grader
from ..job import Job
from ..kit.checking import SEED_BITS, checked
from ..plugins import Registry
from ..results import Result, Status
from ..translation import localized, say
from .newest import saved_at
from .path import after
from .progress import Progress


class Desk(contextlib.AbstractContextManager["Desk"]):
    """Checks a learner's own work, and keeps what came of it.

    Args:
        found: what the plugins brought.
        prepares: whether the next process is made ready while nothing is judged, so that a verdict comes at once.
    """

    def __init__(self, found: Registry, workspace: Workspace, *, prepares: bool = False):
        self.found, self.workspace, self.progress = found, workspace, Progress(workspace)
        self._grader = Grader(found.katas.values(), found.answers, is_trusted=True, prepares=prepares)
        self.seed: int | None = None  # of the inputs of the last check; None where they are those of a tape
        self.remarks: list[str] = []  # what the learner should know besides the results, since it was last asked for

    def handed_in(self, katas: Sequence[str] = ()) -> list[Submission]:
        """What there is in ``work/`` of these katas, or of all; of one that there is nothing of, the path is None."""
        work = self.workspace.work
        return of_learner(work, self.found.katas, katas) if work.is_dir() else []

    def check(self, submissions: Sequence[Submission], seed: int | None = None) -> list[Result]:
        """Judge submissions, and add what came of it to the progress; a file of progress that cannot be written costs
        a remark and nothing else.

        Raises:
            UsageError: they cannot be judged at all.
        """
        here = self.found.executors["here"]
        saved = {each.kata: saved_at(each.path) for each in submissions if each.path}

        def graded(some: Sequence[Submission], seed: int) -> list[Result]:
            return list(grading.grade(self._grader, some, here, seed=seed, full=True).results)

        recorded = [self._recorded(each.kata) for each in submissions]
        self.seed = None if any(recorded) else secrets.randbits(SEED_BITS) if seed is None else seed
        if self.seed is not None:
            results = graded(submissions, self.seed)
        else:
            results = [
                checked(lambda seed, each=each: graded([each], seed)[0], seeds, seed)  # type: ignore[misc]
                for each, seeds in zip(submissions, recorded, strict=True)
            ]
        for result in results:
            self.keep(result, saved.get(result.kata, ""))
        return results

    def judge(self, kata: str, program: Program, seed: int | None = None) -> Result:
        """Judge the program of a notebook's session, and add what came of it to the progress.

        Raises:
            UsageError: it cannot be judged at all.
        """
        beside = self.saved_beside(kata)
        job = Job(self.workspace.work.name, kata, 0, program, keeps_prints=True)

        result = checked(
            lambda seed: self._grader.grade(dataclasses.replace(job, seed=seed)), self._recorded(kata), seed
        )
        self.keep(result, beside, in_session=True)
        return result

    def saved_beside(self, kata: str) -> str:
        """When the file beside a notebook's session was saved, as `saved_at` says it; empty if there is none."""
        return next((saved_at(each.path) for each in self.handed_in([kata]) if each.path), "")

    def _recorded(self, kata: str) -> tuple[int, ...]:
        return self.found.answers.seeds(self.found.katas[kata])

    def warm_up(self, katas: Sequence[str]) -> None:
        """Collect suites, and open the level, before there is anything to judge."""
        self._grader.collect(katas)
        self._grader.level("auto")

    def then(self, result: Result) -> str:
        """What to do when a kata is passed, or where one begins that has not been begun."""
        if result.status is Status.UNATTEMPTED:
            return say("The task: {path}", path=from_here(self.task(result.kata)))
        if result.status is not Status.PASSED:
            return ""
        passed = {kata for kata, record in self.progress.all().items() if record.passed}
        return after(result.kata, list(self.found.katas), self.workspace, passed)

    def task(self, kata: str) -> Path:
        """The path of a kata's task: the copy beside the work if there is one."""
        beside = self.workspace.task(kata)
        return beside if beside.exists() else localized(self.found.katas[kata].readme)

    def keep(self, result: Result, saved: str = "", *, in_session: bool = False) -> None:
        """Add what a check came to to the progress; see `Progress.add`. What fails costs a remark and nothing else."""
        try:
            self.progress.add(result, saved, in_session=in_session)
            remark = self.progress.remark
        except UsageError as error:  # which says all that there is to say of the file
            remark = str(error)
        self.progress.remark = ""
        if remark and remark not in self.remarks:
            self.remarks.append(remark)

    def __exit__(self, *details: Any) -> None:
        self._grader.__exit__(*details)
