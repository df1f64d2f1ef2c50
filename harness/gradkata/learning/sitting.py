"""What a learner who watches their work is about: which kata, how far they are, and what comes next."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

from ..errors import UsageError
from ..finding.workspace import Workspace, from_here
from ..plugins import Registry
from ..reports.wrapping import points, wrapped
from ..results import Status
from ..translation import say
from . import starting
from .agenda import Agenda
from .progress import Progress, Record


@dataclasses.dataclass
class Sitting:
    """One learner, from the beginning of a watch to its end.

    Attributes:
        show: called with each text that is shown, of one line or several.
        kata: the id of the kata that it is about; empty before the first.
        is_bound: whether it is about no other kata than this one, until the learner asks for the next.
        has_keys: whether keys can be pressed.
    """

    found: Registry
    workspace: Workspace
    show: Callable[[str], None]
    kata: str = ""
    is_bound: bool = False
    has_keys: bool = False

    def __post_init__(self) -> None:
        self.progress = Progress(self.workspace)
        self.agenda = Agenda(list(self.found.katas))

    def say(self, message: str, /, **values: object) -> None:
        """Show a message in the learner's language, as wide as a screen is."""
        self.show("\n".join(wrapped(say(message, **values))))

    def make_folder(self) -> Path:
        """Make ``work/`` if it is not there yet.

        Raises:
            UsageError: it cannot be made.
        """
        work = self.workspace.work
        try:
            work.mkdir(exist_ok=True)
        except OSError as error:
            raise UsageError(
                say("{path} cannot be made: {reason}", path=from_here(work), reason=error.strerror)
            ) from None
        return work

    def file(self, kata: str) -> Path | None:
        """The learner's copy of a kata: of two, the newer; None if there is none."""
        there = [path for path in self.workspace.copies(kata) if path.is_file()]
        return max(there, key=lambda path: path.stat().st_mtime_ns, default=None)

    def begun(self) -> list[str]:
        """The katas that there is work on, in teaching order."""
        return [kata for kata in self.found.katas if starting.is_begun(kata, self.workspace)]

    def following(self) -> str:
        """The next kata in teaching order that has never been passed; empty if there is none."""
        katas, records = list(self.found.katas), self.progress.all()
        later = katas[katas.index(self.kata) + 1 :] if self.kata else katas
        return next((kata for kata in later if not records.get(kata, Record()).passed), "")

    def begin(self, kata: str, put: Callable[[Path], None]) -> None:
        """Make a kata the one that it is about: if there is work, it is checked; else its stub is put there.

        Args:
            put: told of the stub before the learner is.

        Raises:
            UsageError: the stub cannot be written.
        """
        self.kata = kata
        if starting.is_begun(kata, self.workspace):
            self.say("Watching {kata}: it is checked now, and whenever you save it.", kata=kata)
            self.agenda.add([kata])
            return
        path = starting.start(self.found.katas[kata], self.workspace)
        put(path)
        self.say("{path} is yours to write; it is checked whenever you save it.", path=from_here(path))
        self.say("The task: {path}", path=from_here(self.workspace.task(kata)))

    def overview(self) -> str:
        """All katas in teaching order: what the last check of each came to."""
        records, begun = self.progress.all(), set(self.begun())
        width = max(map(len, self.found.katas), default=0)
        rows = [
            f"{'>' if kata == self.kata else ' '} {kata:<{width}}  {_state(records.get(kata, Record()), kata in begun)}"
            for kata in self.found.katas
        ]
        passed = sum(bool(records.get(kata, Record()).passed) for kata in self.found.katas)
        return "\n".join([*rows, say("{passed} of {all} katas are passed.", passed=passed, all=len(rows))])


def _state(record: Record, is_begun: bool) -> str:
    if not record.status:
        return say("begun") if is_begun else say("not begun")
    score = say("{score} of {highest} points", score=points(record.score), highest=points(record.max_score))
    was = say("passed before") if record.passed and record.status != Status.PASSED else ""
    return ", ".join(filter(None, (record.status, score, was)))
