"""Digests of what a result depends on: two that are equal stand for the same text, or the same judge."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping

from .. import translation
from ..digests import digest, digest_of, judging
from ..job import Job
from ..kata import Kata


def work_of(job: Job) -> str:
    """The digest of all that was handed in and counts: the text, what it imports, and how it was found."""
    program = None if job.program is None else dataclasses.asdict(job.program)
    return digest([program, job.problem, job.remark])


class Judges:
    """What judges the jobs of one grading. Gradkata's code and each kata's folders are read once.

    Args:
        katas: all there are, by id.
    """

    def __init__(self, katas: Mapping[str, Kata]):
        self._katas, self._code = katas, judging()
        self._suites: dict[str, str] = {}

    def of(self, job: Job) -> str:
        """The digest of all that judges a job: the suites of its kata and of those whose files it imports."""
        suites = [(name, self._suite(name)) for name in sorted({job.kata, *_beside(job)} & self._katas.keys())]
        # Messages are kept in the language in which they were said.
        return digest([self._code, translation.language(), suites])

    def _suite(self, name: str) -> str:
        """The digest of a kata's two folders, but for what learners read."""
        if name not in self._suites:
            self._suites[name] = digest_of(self._katas[name])
        return self._suites[name]


def _beside(job: Job) -> Iterable[str]:
    """The names of the learner's other files that a job's program imports."""
    if job.program is not None:
        yield from (name for name, _ in job.program.siblings)
        yield from (name for name, _ in job.program.notebooks)
