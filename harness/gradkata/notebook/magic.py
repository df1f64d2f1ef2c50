"""``%kata`` and ``%%kata``: what is typed in a notebook, and what comes of it."""

from __future__ import annotations

import dataclasses
import os
import shlex
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..errors import UsageError
from ..translation import say
from .recorder import Recorder
from .statements import Executed

if TYPE_CHECKING:
    from ..sharing.asked import Asked as Room
    from .judging import SessionDesk

TERMINAL = ("watch",)  # commands that need one


@dataclasses.dataclass(frozen=True)
class Asked:
    """What is to be checked, and how."""

    katas: tuple[str, ...]
    seed: int | None
    maps: bool
    share: str | None
    name: str
    code: str

    @property
    def room(self) -> Room | None:
        """The room that judges it; None if it is judged here.

        Raises:
            UsageError: as `asked_for` has it.
        """
        from ..sharing.asked import asked_for

        return asked_for(self.share, self.name, self.code, {"--seed": self.seed is not None, "--map": self.maps})


@click.command(add_help_option=False)
@click.argument("katas", nargs=-1)
@click.option("--seed", type=click.IntRange(min=0))
@click.option("--map", "maps", is_flag=True)
@click.option("--share")
@click.option("--as", "name", default="")
@click.option("--code", default="")
def _asked(**asked: Any) -> Asked:
    return Asked(**asked)


class Magic:
    """The magic of one shell.

    Args:
        shell: an `InteractiveShell`.
    """

    def __init__(self, shell: Any, recorder: Recorder):
        self._shell, self._recorder = shell, recorder
        self._desk: SessionDesk | None = None

    def kata(self, line: str, cell: str | None = None) -> None:
        """%kata check ID judges what this session has defined; %%kata ID over a cell runs it, and judges it.

        --map shows which entries are wrong, --seed N repeats the random inputs of an earlier check, --share ADDRESS has
        a room judge it. %kata list, status, hint ID, start ID and the other commands do what they do in a terminal.
        """
        try:
            if cell is not None:
                self._cell(_words(line), cell)
            else:
                self._line(_words(line))
        except UsageError as error:
            print(say("Error: {message}", message=error))
        except KeyboardInterrupt as stopped:
            self.close()
            print(str(stopped) or say("Stopped before the check was done."))

    def close(self) -> None:
        """End the processes that were started; the next check starts them anew."""
        if self._desk is not None:
            self._desk.close()
            self._desk = None

    def _line(self, words: list[str]) -> None:
        if words[:1] == ["check"] or (words and words[0] in self._opened().katas):
            if "--help" in words:
                self._run(["check", "--help"])
                return
            asked = _read(words[words[0] == "check" :])
            if not asked.katas:
                raise UsageError(say("say which kata, as in %kata check {kata}", kata=self._opened().first))
            for kata in asked.katas:
                self._show(kata, asked)
        else:
            self._run([] if words == ["next"] else words)

    def _cell(self, words: list[str], cell: str) -> None:
        asked = _read(words[words[:1] == ["check"] :])
        if len(asked.katas) != 1:
            raise UsageError(say("say which kata the cell is for, as in %%kata {kata}", kata=self._opened().first))
        self._opened().check_known(asked.katas[0])
        running = self._recorder.running(cell)
        error = self._shell.run_cell(cell, store_history=False).error_in_exec
        if error is not None:
            self._recorder.stop(running, error, below=1)
        if not isinstance(error, KeyboardInterrupt):
            self._show(asked.katas[0], asked, running)

    def _show(self, kata: str, asked: Asked, cell: Executed | None = None) -> None:
        from IPython import display

        desk = self._opened()
        show: Any = display.display
        if room := asked.room:
            show(desk.shared(kata, cell, room))
        else:
            show(desk.verdict(kata, cell, seed=asked.seed, maps=asked.maps))
        for remark in desk.remarks():
            print(remark)

    def _run(self, words: Sequence[str]) -> None:
        _run(words, self._opened().folder)

    def _opened(self) -> SessionDesk:
        if self._desk is None:
            from .judging import SessionDesk  # with numpy and pytest, for which loading the extension does not wait

            self._desk = SessionDesk(self._shell, self._recorder)
        return self._desk


def _words(line: str) -> list[str]:
    try:
        return shlex.split(line)
    except ValueError:  # a quote that is not closed
        return line.split()


def _read(words: Sequence[str]) -> Asked:
    try:
        found: Asked = _asked.main(list(words), prog_name="%kata", standalone_mode=False)
    except click.ClickException as error:
        raise UsageError(error.format_message()) from None
    return found


def _run(words: Sequence[str], folder: Path) -> None:
    """A command, as in a terminal: in a process of its own, which asks nothing."""
    if words and words[0] in TERMINAL:
        raise UsageError(say("{command} needs a terminal; in a notebook, run %kata check", command=f"kata {words[0]}"))
    arguments = [*words, "--notebook"] if words[:1] == ["start"] and "--notebook" not in words else list(words)
    done = subprocess.run(
        [sys.executable, "-P", "-m", "gradkata", *arguments],  # -P: a learner's own gradkata.py is not run
        cwd=folder,
        stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", errors="replace", check=False,
        env={**os.environ, "PYTHONUTF8": "1", "COLUMNS": "80", "NO_COLOR": "1"},
    )  # fmt: skip
    print((done.stdout + done.stderr).rstrip("\n"))
