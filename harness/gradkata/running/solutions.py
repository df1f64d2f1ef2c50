"""The learner's own solutions, opened as they are needed."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any

from ..boundary.failures import LearnerError, LearnerGone
from ..boundary.learner import Learner
from ..boundary.limits import Limits
from ..boundary.session import Session
from ..errors import UsageError
from ..finding.submission import of_learner
from ..grader import Grader
from ..judging import messages
from ..kata import Kata
from ..reading.programs import UnreadableError, program_at
from ..translation import say


class Solutions(contextlib.AbstractContextManager["Solutions"]):
    """Opens the files in a learner's folder, each in a process of its own.

    Args:
        folder: where they are.
        grader: has the katas, and gives the processes.
        limits: of each process.
    """

    def __init__(self, folder: Path, grader: Grader, limits: Limits):
        self._folder, self._grader, self._limits = folder, grader, limits
        self._open: dict[str, tuple[Session, Learner]] = {}

    def __call__(self, name: str) -> Any:
        """The learner's module for the kata ``name``.

        Raises:
            UsageError: it is missing, or cannot be loaded; the message says what to do first.
        """
        if name not in self._open:
            self._open[name] = self._opened(self._grader.katas[name])
        return self._open[name][1]

    def _opened(self, kata: Kata) -> tuple[Session, Learner]:
        submissions = of_learner(self._folder, [kata.id], [kata.id]) if self._folder.is_dir() else []
        if not submissions or submissions[0].path is None:
            words = "there is no work/{kata}.py yet: do that kata first (`kata start {kata}`)"
            raise UsageError(say(words, kata=kata.id))
        session = self._grader.session(self._limits)
        try:
            program = program_at(submissions[0].path, kata.id)
            return session, Learner(session, session.load(program, 0))
        except (UnreadableError, LearnerError, LearnerGone) as error:
            session.close()
            said = messages.cannot_be_loaded(error, program, kata) if isinstance(error, LearnerError) else str(error)
            raise UsageError(said) from None

    def __exit__(self, *_: object) -> None:
        for session, _learner in self._open.values():
            session.close()
