"""Opening a file in the learner's editor."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

from ..errors import UsageError
from ..translation import say

Which = Callable[[str], "str | None"]

VARIABLES = ("VISUAL", "EDITOR")
USUAL = "code"  # what is opened where neither is set and it is there: beginners' most common editor

# Editors with a window of their own: they need no terminal, and are not waited for. Any other has the terminal.
WINDOWED = {
    "atom", "code", "code-insiders", "codium", "cursor", "gedit", "geany", "gnome-text-editor", "gvim", "idea", "kate",
    "kwrite", "mate", "mousepad", "notepad", "notepad++", "nova", "open", "pluma", "pycharm", "spyder", "start",
    "subl", "thonny", "vscodium", "windsurf", "xdg-open", "xed", "zed",
}  # fmt: skip


def editor(environ: Mapping[str, str] = os.environ, which: Which = shutil.which) -> list[str]:
    """The words that start the learner's editor.

    Raises:
        UsageError: none is known, or it is not there; the message says what to do.
    """
    name = next((each for each in VARIABLES if environ.get(each, "").strip()), "")
    if not name:
        if which(USUAL):
            return [USUAL]
        raise UsageError(say("No editor is known: set VISUAL or EDITOR to yours, as in `export VISUAL=nano`."))
    try:
        words = shlex.split(environ[name], posix=os.name == "posix")
    except ValueError:  # a quote that is not closed
        words = []
    if not words or not which(words[0]):
        raise UsageError(
            say("{name} is set to {value!r}, and there is no such program.", name=name, value=environ[name])
        )
    return words


def has_window(command: list[str]) -> bool:
    """Whether an editor opens a window of its own, rather than work in the terminal."""
    return Path(command[0]).stem.lower() in WINDOWED or Path(command[0]).name.lower() in WINDOWED


def open_beside(command: list[str], path: Path) -> subprocess.Popen[bytes]:
    """Open a file in an editor with a window of its own, which is left to itself.

    Raises:
        UsageError: it cannot be started.
    """
    null = subprocess.DEVNULL
    try:
        return subprocess.Popen(_words(command, path), stdin=null, stdout=null, stderr=null, start_new_session=True)
    except OSError as error:
        raise _not_started(command, error) from None


def open_here(command: list[str], path: Path) -> None:
    """Open a file in an editor that has the terminal until it ends.

    Raises:
        UsageError: it cannot be started.
    """
    try:
        subprocess.run(_words(command, path), check=False)
    except OSError as error:
        raise _not_started(command, error) from None


def _words(command: list[str], path: Path) -> list[str]:
    return [shutil.which(command[0]) or command[0], *command[1:], str(path)]


def _not_started(command: list[str], error: OSError) -> UsageError:
    return UsageError(say("{editor} cannot be started: {reason}.", editor=command[0], reason=error.strerror))
