"""One thing to judge, as plain data: it can be made from a file, a string or a mutant, pickled, and sent anywhere."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from .boundary.program import Program
from .finding.submission import Submission
from .reading.programs import UnreadableError, beside, program_at


@dataclasses.dataclass(frozen=True)
class Job:
    """One submission to be judged.

    Attributes:
        seed: what its random inputs are drawn from.
        program: the text; None where there is none.
        problem: why what was handed in cannot be read; often empty.
        remark: what the learner should know about how it was found; often empty.
        limits: what is asked for in place of the kata's own limits, by name.
        level: the name of the isolation that it runs at, or ``auto`` for the strongest there is.
        keeps_prints: whether the result tells what the program printed.
    """

    learner: str
    kata: str
    seed: int
    program: Program | None = None
    problem: str = ""
    remark: str = ""
    limits: Mapping[str, int] = dataclasses.field(default_factory=dict)
    level: str = "auto"
    keeps_prints: bool = False

    def of_import(self, kata: str) -> Job:
        """The job of the learner's own file for another kata, which this one's program imports."""
        assert self.program is not None
        return dataclasses.replace(self, kata=kata, program=beside(self.program, kata), remark="", keeps_prints=False)


def job_of(
    submission: Submission, seed: int, *, limits: Mapping[str, int] | None = None, level: str = "auto",
    keeps_prints: bool = False,
) -> Job:  # fmt: skip
    """The job of a submission: its file is read now, once."""
    job = Job(
        submission.learner, submission.kata, seed, remark=submission.remark, limits=limits or {}, level=level,
        keeps_prints=keeps_prints,
    )  # fmt: skip
    if submission.path is None:
        return job
    try:
        program = program_at(submission.path, submission.kata, submission.siblings, submission.called)
        return dataclasses.replace(job, program=program)
    except UnreadableError as error:
        return dataclasses.replace(job, problem=str(error))
