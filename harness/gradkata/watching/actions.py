"""What each key does while a learner's work is watched."""

from __future__ import annotations

import subprocess
from collections.abc import Callable

from ..errors import UsageError
from ..learning.hints import take
from ..learning.overview import in_full
from ..learning.standing import mark_shown, standing
from ..translation import say
from . import editor
from .agenda import Turn
from .keys import END, Keys
from .sitting import Sitting

QUIT = frozenset({"q", END})


class Actions:
    """Carries out what a key asks for.

    Args:
        keys: what has the terminal, which an editor may need.
        begin: makes a kata the one that the sitting is about.
    """

    def __init__(self, sitting: Sitting, keys: Keys, begin: Callable[[str], None]):
        self._sitting, self._keys, self._begin = sitting, keys, begin
        self._asked_for_next = ""  # the kata that was not passed yet when the next one was asked for
        self._editors: list[subprocess.Popen[bytes]] = []
        self._of = {
            "h": self._hint, "n": self._next, "l": self._list, "c": self._check_all, "r": self._again, "e": self._edit,
        }  # fmt: skip

    @staticmethod
    def help() -> str:
        """The keys there are, in one line."""
        return say("Keys: h hint, n next, l list, c check all, r run again, e editor, q quit")

    def press(self, key: str) -> None:
        """Carry out what a key asks for; one that asks for nothing shows which do."""
        if key != "n":
            self._asked_for_next = ""
        try:
            self._of.get(key, self._help)()
        except UsageError as error:
            self._sitting.show(str(error))

    def _help(self) -> None:
        self._sitting.show(self.help())

    def _hint(self) -> None:
        if self._is_about_something():
            self._sitting.show(f"\n{_hint(self._sitting)}")

    def _list(self) -> None:
        now = standing(self._sitting.found, self._sitting.workspace)
        self._sitting.show("\n" + in_full(now, has_next=False).rstrip("\n"))
        mark_shown(now)

    def _again(self) -> None:
        if self._is_about_something():
            self._sitting.agenda.add([self._sitting.kata])

    def _check_all(self) -> None:
        begun = self._sitting.begun()
        self._sitting.agenda.add(begun, Turn.PASSING)
        if not begun:
            self._say_how_to_begin()

    def _next(self) -> None:
        sitting = self._sitting
        if self._is_gone():
            self._begin(sitting.kata)
            return
        if sitting.kata and self._asked_for_next != sitting.kata and not sitting.progress.of(sitting.kata).passed:
            self._asked_for_next = sitting.kata
            sitting.say("{kata} is not passed yet. Press n again to move on all the same.", kata=sitting.kata)
            return
        kata = sitting.following()
        if not kata:
            sitting.say("All katas are passed.")
            return
        self._begin(kata)

    def _is_gone(self) -> bool:
        """Whether there is a kata that was never passed, and its file is not there any more."""
        sitting = self._sitting
        is_open = bool(sitting.kata) and not sitting.progress.of(sitting.kata).passed
        return is_open and sitting.kata not in sitting.begun()

    def _edit(self) -> None:
        if not self._is_about_something():
            return
        path, command = self._sitting.file(self._sitting.kata), editor.editor()
        if path is None:
            self._say_how_to_begin()
        elif editor.has_window(command):
            self._editors = [each for each in self._editors if each.poll() is None]
            self._editors.append(editor.open_beside(command, path))
        else:
            with self._keys.lent():
                editor.open_here(command, path)

    def _is_about_something(self) -> bool:
        """Whether there is a kata yet; if not, say how to begin."""
        if not self._sitting.kata:
            self._say_how_to_begin()
        return bool(self._sitting.kata)

    def _say_how_to_begin(self) -> None:
        sitting = self._sitting
        begins = sitting.kata if self._is_gone() else sitting.following()
        kata = begins or sitting.kata or next(iter(sitting.found.katas))
        self._sitting.say("Save a file in work/ first, or press n to begin with {kata}.", kata=kata)


def _hint(sitting: Sitting) -> str:
    text = take(sitting.found.katas[sitting.kata], sitting.progress)
    remark, sitting.progress.remark = sitting.progress.remark, ""
    return "\n".join(filter(None, [text.rstrip("\n"), remark]))
