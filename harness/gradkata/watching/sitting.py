"""What a learner who watches their work is about: which kata, how far they are, and what comes next."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from pathlib import Path

from ..errors import UsageError
from ..finding.filenames import meant
from ..finding.submission import nearly_called
from ..finding.workspace import Workspace, from_here
from ..learning import starting
from ..learning.folders import make_folder
from ..learning.overview import in_hand
from ..learning.path import following
from ..learning.progress import Progress
from ..learning.standing import standing
from ..plugins import Registry
from ..reports.wrapping import wrapped
from ..translation import say
from .agenda import Agenda


@dataclasses.dataclass
class Sitting:
    """One learner, from the beginning of a watch to its end.

    Attributes:
        show: called with each text that is shown, of one line or several.
        kata: the id of the kata that it is about; empty before the first.
        is_bound: whether it is about no other kata than this one, until the learner asks for the next.
        has_keys: whether keys can be pressed.
        show_problems: called with lines for an editor that reads along; None where none does.
        has_rules: whether verdicts are set apart by lines of signs, which are nothing for whoever reads by ear.
    """

    found: Registry
    workspace: Workspace
    show: Callable[[str], None]
    kata: str = ""
    is_bound: bool = False
    has_keys: bool = False
    has_rules: bool = True
    show_problems: Callable[[str], None] | None = None

    def __post_init__(self) -> None:
        self.progress = Progress(self.workspace)
        self.agenda = Agenda(list(self.found.katas))
        self.imports: dict[str, tuple[str, ...]] = {}  # by katas: the files that each stood on when it was checked
        self._ignored: set[str] = set()  # what was told to be none of this watch's business when it was saved

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
            make_folder(work)
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
        """The kata that comes next in teaching order, or was left out, of those never passed; empty if all were."""
        katas, passed = list(self.found.katas), {kata for kata, each in self.progress.all().items() if each.passed}
        if not self.kata:
            return next((kata for kata in katas if kata not in passed), "")
        return following(self.kata, katas, passed) or ""

    def saved(self, names: Sequence[str]) -> None:
        """Have all checked that is to be checked when files of these names were saved."""
        katas = [name for name in names if name in self.found.katas]
        others = len(katas) < len(names)  # files that any kata may import
        self._tell_of_misnamed(names)
        if self.is_bound:
            is_touched = others or self.kata in katas or not {*self.imports.get(self.kata, ())}.isdisjoint(katas)
            if not is_touched:
                self._ignore(katas)
            katas = [self.kata] if is_touched else []
        elif others and not katas and self.kata:
            katas = [self.kata]
        self.agenda.add(katas)

    def _tell_of_misnamed(self, names: Sequence[str]) -> None:
        """Say of files that are nearly called as a kata's is how to call them, once of each."""
        for name in names:
            kata = meant(f"{name}.py", self.found.katas)
            if kata is not None and name not in self._ignored:
                self._ignored.add(name)
                self.show("\n".join(wrapped(nearly_called(self.workspace.work, self.found.katas, kata))))

    def _ignore(self, katas: Sequence[str]) -> None:
        for each in katas:
            if each not in self._ignored:
                self._ignored.add(each)
                self.say(
                    "{other} was saved. This watches {kata} alone: `{command}` watches all.",
                    other=each, kata=self.kata, command="kata watch",
                )  # fmt: skip

    def take_up(self) -> None:
        """Make the kata in hand the one that it is about, and say which it is; without one, nothing happens."""
        step = standing(self.found, self.workspace).in_hand
        if step is not None:
            self.kata = step.kata.id
            self.show("\n".join(wrapped(in_hand(step))))

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
