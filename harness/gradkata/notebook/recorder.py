"""The cells that a session has executed, as far as they ran."""

from __future__ import annotations

import dataclasses
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
        before = enumerate(shell.history_manager.input_hist_raw)
        self.cells = [Executed(number, source) for number, source in before if number]
        self._hooks = {"pre_run_cell": self._begin, "post_run_cell": self._end}
        for event, hook in self._hooks.items():
            shell.events.register(event, hook)

    def close(self) -> None:
        """Keep no more."""
        for event, hook in self._hooks.items():
            self._shell.events.unregister(event, hook)

    def running(self, code: str) -> Executed:
        """The cell that is being executed, which holds some code below a magic; it is kept even if IPython does not."""
        if not self.cells or code.rstrip() not in self.cells[-1].source:
            self.cells.append(Executed(self._shell.execution_count, f"%%kata\n{code}"))
        return self.cells[-1]

    def stop(self, error: BaseException, *, below: int = 0) -> None:
        """Keep that the last cell raised.

        Args:
            below: how many lines of the cell lie above what was executed.
        """
        line = _line(error.__traceback__)
        if line is not None:
            self.cells[-1] = dataclasses.replace(self.cells[-1], stopped=line + below)

    def _begin(self, info: Any) -> None:
        if info.store_history and not info.silent:
            self.cells.append(Executed(self._shell.execution_count, info.raw_cell))

    def _end(self, result: Any) -> None:
        error = result.error_in_exec
        if error is None or not result.info.store_history or not self.cells:
            return
        last = self.cells[-1]
        if last.number == result.execution_count and not last.source.lstrip().startswith("%%"):
            self.stop(error)


def is_file(name: str) -> bool:
    """Whether what a function's code has for its file is one: a cell is none, even where a debugger writes it down."""
    return Path(name).is_file() and not Path(name).parent.name.startswith("ipykernel_")


def _line(traceback: types.TracebackType | None) -> int | None:
    """The line of a cell that raised: that of the first frame which is a cell's own."""
    while traceback is not None:
        code = traceback.tb_frame.f_code
        if code.co_name == "<module>" and not is_file(code.co_filename):
            return traceback.tb_lineno
        traceback = traceback.tb_next
    return None
