"""The cells that a session has executed, as far as they ran."""

from __future__ import annotations

import dataclasses
import sys
import types
from pathlib import Path
from typing import Any

from .statements import Executed


class Recorder:
    """Keeps the cells of an IPython shell: those before it began, and those after.

    Args:
        shell: an `InteractiveShell`.
    """

    def __init__(self, shell: Any):
        self._shell = shell
        before = enumerate(getattr(shell.history_manager, "input_hist_raw", ()))  # some shells keep none
        self.cells = [Executed(number, source) for number, source in before if number]
        self._is_running = False  # of a cell that is kept: the one that loads the extension has begun before
        self._hooks = {"pre_run_cell": self._begin, "post_run_cell": self._end}
        for event, hook in self._hooks.items():
            shell.events.register(event, hook)

    def close(self) -> None:
        """Keep no more."""
        for event, hook in self._hooks.items():
            self._shell.events.unregister(event, hook)

    def so_far(self) -> list[Executed]:
        """The cells, the one that is being executed as far as it has come."""
        if not self._is_running or self.cells[-1].source.lstrip().startswith("%%"):
            return list(self.cells)
        return [*self.cells[:-1], dataclasses.replace(self.cells[-1], stopped=_current_line())]

    def running(self, code: str) -> Executed:
        """The cell that is being executed, which holds some code below a magic; it is kept even if IPython does not."""
        if not self.cells or code.rstrip() not in self.cells[-1].source:
            self.cells.append(Executed(self._next, f"%%kata\n{code}"))
        return self.cells[-1]

    def stop(self, error: BaseException, *, below: int = 0) -> None:
        """Keep that the last cell raised.

        Args:
            below: how many lines of the cell lie above what was executed.
        """
        line = _line(error.__traceback__)
        if line is not None:
            self.cells[-1] = dataclasses.replace(self.cells[-1], stopped=line + below)

    @property
    def _next(self) -> int:
        """The number of the next cell. IPython counts on before a cell runs or afterwards, which its version says."""
        return self.cells[-1].number + 1 if self.cells else 1

    def _begin(self, info: Any) -> None:
        if info.store_history and not info.silent:
            self.cells.append(Executed(self._next, info.raw_cell))
            self._is_running = True

    def _end(self, result: Any) -> None:
        if not result.info.store_history or not self._is_running:
            return
        self._is_running = False
        last = self.cells[-1] = dataclasses.replace(self.cells[-1], number=result.execution_count)
        if result.error_in_exec is not None and not last.source.lstrip().startswith("%%"):
            self.stop(result.error_in_exec)


def is_cell(filename: str) -> bool:
    """Whether what a traceback has for a file is a cell: a debugger may well write cells down, into a file each."""
    return filename.startswith("<ipython-input") or Path(filename).parent.name.startswith("ipykernel_")


def _line(traceback: types.TracebackType | None) -> int | None:
    """The line of a cell in which something was raised; None if it was in none."""
    while traceback is not None:
        if _is_of_cell(traceback.tb_frame):
            return traceback.tb_lineno
        traceback = traceback.tb_next
    return None


def _current_line() -> int | None:
    """The line of a cell that has been reached; None if none is running."""
    frame: types.FrameType | None = sys._getframe()
    while frame is not None:
        if _is_of_cell(frame):
            return frame.f_lineno
        frame = frame.f_back
    return None


def _is_of_cell(frame: types.FrameType) -> bool:
    return frame.f_code.co_name == "<module>" and is_cell(frame.f_code.co_filename)
