"""The cells that a session has executed, as far as they ran."""

from __future__ import annotations

import dataclasses
import sys
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..text.ipython import lines_of
from .statements import Executed


class Recorder:
    """Keeps the cells of an IPython shell: those before it began, and those after, and what they have it run.

    Args:
        shell: an `InteractiveShell`.
    """

    def __init__(self, shell: Any):
        self._shell = shell
        before = enumerate(getattr(shell.history_manager, "input_hist_raw", ()))  # some shells keep none
        self.cells = [Executed(number, source) for number, source in before if number]
        # What runs, one within another, by what IPython knows of it: the place of its cell; None if it is not kept.
        self._running: list[tuple[Any, int | None]] = []
        self._hooks = {"pre_run_cell": self._begin, "post_run_cell": self._end}
        for event, hook in self._hooks.items():
            shell.events.register(event, hook)

    def close(self) -> None:
        """Keep no more."""
        for event, hook in self._hooks.items():
            self._shell.events.unregister(event, hook)

    def so_far(self) -> list[Executed]:
        """The cells, those that are being executed as far as they have come."""
        cells = list(self.cells)
        for (_, place), line in zip(reversed(self._running), _current_lines(), strict=False):
            if place is not None and not _is_below_magic(cells[place]):
                cells[place] = dataclasses.replace(cells[place], stopped=line + _above(cells[place]))
        return cells

    def running(self, code: str) -> Executed:
        """The cell that is being executed, which holds some code below a magic; it is kept even if IPython does not."""
        if not self.cells or code.rstrip() not in self.cells[-1].source:
            self.cells.append(Executed(self._next, f"%%kata\n{code}"))
        return self.cells[-1]

    def stop(self, cell: Executed, error: BaseException, *, below: int = 0) -> None:
        """Keep that a cell raised.

        Args:
            below: how many lines of the cell lie above what was executed.
        """
        line = _line(error.__traceback__)
        place = next((place for place, each in enumerate(self.cells) if each.key == cell.key), None)
        if line is not None and place is not None:
            self.cells[place] = dataclasses.replace(self.cells[place], stopped=line + below)

    @property
    def _next(self) -> int:
        """The number of the next cell. IPython counts on before a cell runs or afterwards, which its version says."""
        return self.cells[-1].number + 1 if self.cells else 1

    def _begin(self, info: Any) -> None:
        place = len(self.cells)
        if info.silent or self._is_kept_already(info.raw_cell):
            self._running.append((info, None))
            return
        if info.store_history:
            self.cells.append(Executed(self._next, info.raw_cell))
        else:  # of `%rerun`, of ``get_ipython().run_cell``, of a program that shows the notebook
            number = self.cells[-1].number if self.cells else 0
            part = max((each.part for each in self.cells if each.number == number), default=0) + 1
            self.cells.append(Executed(number, info.raw_cell, part=part))
        self._running.append((info, place))

    def _is_kept_already(self, code: str) -> bool:
        """Whether code is what lies below the magic of a cell."""
        if not self._running or not self.cells:
            return False
        return _is_below_magic(self.cells[-1]) and code.rstrip() in self.cells[-1].source

    def _end(self, result: Any) -> None:
        if not any(info is result.info for info, _ in self._running):  # a blank one does not begin, but ends
            return
        info, place = self._running.pop()
        while info is not result.info:
            info, place = self._running.pop()
        if place is None:
            return
        cell, count = self.cells[place], result.execution_count
        if result.info.store_history and count != cell.number:
            for at, each in enumerate(self.cells[place:], place):
                self.cells[at] = dataclasses.replace(each, number=count)
        if result.error_in_exec is not None and not _is_below_magic(cell):
            self.stop(self.cells[place], result.error_in_exec, below=_above(cell))


def _is_below_magic(cell: Executed) -> bool:
    return cell.source.lstrip().startswith("%%")


def _above(cell: Executed) -> int:
    """How many blank lines a cell begins with: IPython takes them off, and counts from what is left."""
    lines = lines_of(cell.source)
    return next((number for number, line in enumerate(lines) if line.strip()), 0)


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


def _current_lines() -> Iterator[int]:
    """The lines that have been reached of the cells that run, the innermost first."""
    frame: types.FrameType | None = sys._getframe()
    while frame is not None:
        if _is_of_cell(frame):
            yield frame.f_lineno
        frame = frame.f_back


def _is_of_cell(frame: types.FrameType) -> bool:
    return frame.f_code.co_name == "<module>" and is_cell(frame.f_code.co_filename)
