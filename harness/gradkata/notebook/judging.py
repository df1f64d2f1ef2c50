"""A desk in a session: judges what the session has defined, and stays warm from one check to the next."""

from __future__ import annotations

import builtins
import contextlib
import inspect
import re
import sys
import types
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .. import plugins, translation
from ..boundary.program import Parts, Program
from ..errors import UsageError
from ..finding.workspace import find_workspace, find_workspace_here
from ..kata import Kata
from ..learning.accessible import is_accessible
from ..learning.desk import Desk
from ..reading.programs import is_stub, program_in
from ..results import Result
from ..text.source import NOTEBOOK, code_of
from ..translation import say, say_many
from .comparing import is_from
from .recorder import Recorder, is_cell
from .slicing import Slice, sliced, whole
from .statements import Executed
from .verdict import Verdict, without_maps

if TYPE_CHECKING:
    from ..sharing.asked import Asked
    from .sharing import SharedVerdict

_HISTORY = re.compile(r"(?:In|Out|_oh|_ih|_dh|_i{1,3}|_{1,3}|_i?\d+)\Z")  # what IPython keeps of cells by itself


class SessionDesk:
    """Judges a session's functions.

    Args:
        shell: an `InteractiveShell`.
    """

    def __init__(self, shell: Any, recorder: Recorder):
        self._shell, self._recorder = shell, recorder
        self._started_in = Path(getattr(shell, "starting_dir", Path.cwd()))  # cells may have gone elsewhere since
        self._found = plugins.load()
        if (language := translation.wanted()) != translation.ENGLISH:
            translation.choose(language, self._found.catalogues)
        self._remarks = list(self._found.problems)
        self._desk = self._new()

    @property
    def katas(self) -> Iterable[str]:
        """The ids of all katas."""
        return self._found.katas

    @property
    def first(self) -> str:
        """The id of the first kata, for examples."""
        return next(iter(self._found.katas))

    @property
    def folder(self) -> Path:
        """Where commands run: here if this is in the workspace, else in the workspace."""
        here = Path.cwd()
        return here if find_workspace(here, self._found.katas) == self._desk.workspace else self._desk.workspace.root

    def check_known(self, kata: str) -> None:
        """See to it that there is such a kata.

        Raises:
            UsageError: there is none; the message names the nearest.
        """
        self._found.kata(kata)

    def verdict(self, name: str, cell: Executed | None = None, *, seed: int | None, maps: bool) -> Verdict:
        """What the session's functions for a kata come to.

        Args:
            cell: the running one, if it is to be judged whole, with what it stands on.

        Raises:
            UsageError: there is no such kata, or not all that is needed is known to come from a cell.
        """
        kata = self._found.kata(name)
        result = self._judged(kata, self._written(kata, cell), seed)
        if is_accessible():
            result = without_maps(result)
            self._remarks += [say("Maps of signs are not shown while ACCESSIBLE=1 is set.")] if maps else []
        return Verdict(result, maps=maps, then=self._desk.then(result))

    def shared(self, name: str, cell: Executed | None, where: Asked) -> SharedVerdict:
        """What a room makes of them; see `verdict`.

        Raises:
            UsageError: as there, or the room does not take them.
        """
        from .sharing import share  # whoever has it judged here has no need of it

        kata = self._found.kata(name)
        program, saved = self._written(kata, cell), self._desk.saved_beside(name)
        found = share(program, where)
        self._make_work()
        self._desk.keep(found.result, saved, in_session=True)
        return found.verdict(self._desk.then(found.result))

    def remarks(self) -> list[str]:
        """What there is to say besides, since it was last asked for."""
        remarks, self._remarks, self._desk.remarks = [*self._remarks, *self._desk.remarks], [], []
        return remarks

    def close(self) -> None:
        """End the processes that were started."""
        self._desk.__exit__(None, None, None)

    def _new(self) -> Desk:
        here = find_workspace(self._started_in, self._found.katas).root
        return Desk(self._found, find_workspace_here(self._found.katas, otherwise=here))

    def _make_work(self) -> None:
        with contextlib.suppress(OSError):  # progress that cannot be kept costs a remark
            self._desk.workspace.work.mkdir(exist_ok=True)

    def _judged(self, kata: Kata, program: Program, seed: int | None) -> Result:
        self._make_work()
        try:
            return self._desk.judge(kata.id, program, seed)
        except UsageError:  # processes that have died are no use any more
            self.close()
            self._desk = self._new()
            raise

    def _written(self, kata: Kata, cell: Executed | None) -> Program:
        """What is judged; see `verdict`."""
        found = sliced(self._recorder.so_far(), needed(kata), _offered, of=cell)
        if cell is None:
            self._check_names(kata)
        _check_sources(self._shell, found)
        _check_values(self._shell, found)
        return self._program(found, kata)

    def _program(self, found: Slice, kata: Kata) -> Program:
        """What is judged: the slice, or all of its cells if they are the stub as handed out."""
        cells = [each for each in self._recorder.cells if not each.part]
        for parts in (whole(found.cells), whole(cells)):
            if is_stub(program := self._with_files(kata, parts), kata):
                return program
        return self._with_files(kata, found.parts)

    def _with_files(self, kata: Kata, parts: Parts) -> Program:
        return program_in(Path.cwd(), kata.id, parts)  # from where the session has imported them

    def _check_names(self, kata: Kata) -> None:
        """See to it that what the kata asks for is there, and was defined in a cell."""
        missing = [name for name in kata.names if name not in self._shell.user_ns]
        if missing:
            raise UsageError(
                say_many(
                    "{names} is not defined in this session: run the cell that defines it",
                    "{names} are not defined in this session: run the cells that define them",
                    len(missing),
                    names=", ".join(missing),
                )
            )
        for name in kata.names:
            if file := _file_of(self._shell.user_ns[name], kata.id):
                said = (
                    "{name} comes from the file {file}, not from a cell: define it here, or run {command} in a terminal"
                )
                raise UsageError(say(said, name=name, file=file, command=f"kata check {kata.id}"))


def _check_sources(shell: Any, found: Slice) -> None:
    """See to it that all values that are needed come from cells."""
    given = {name for name in [*dir(builtins), *shell.user_ns_hidden] if not _HISTORY.match(name)}
    lost = sorted(name for name in found.unbound if name in shell.user_ns and name not in given)
    by_magic = [each for each in found.statements if each.by_magic and each.cell not in found.whole]
    lost += sorted({name for each in by_magic for name in each.binds})
    if lost:
        raise UsageError(
            say(
                "{name} is needed, and no cell says where its value comes from: magics, %run and the like leave "
                "no code to judge. Assign it in a cell",
                name=lost[0],
            )
        )


def _check_values(shell: Any, found: Slice) -> None:
    """See to it that what the session has is what the statements that are judged give."""
    if shell.ast_transformers:  # of which nobody can say what they make of a cell
        return
    for name, statement in sorted(found.last.items()):
        if statement.cell not in found.whole and not is_from(shell.user_ns.get(name), name, found):
            said = (
                "{name} in this session is not what {cell} gave it, and no cell's code says how it changed. "
                "Run that cell again"
            )
            raise UsageError(say(said, name=name, cell=statement.cell.label))


def needed(kata: Kata) -> set[str]:
    """The names that a kata's suite may ask for: its functions, and in a notebook to mend the globals they work on."""
    names = set(kata.names)
    if kata.stub.suffix != NOTEBOOK:
        return names
    cells = [
        Executed(cell.number, cell.source) for cell in code_of(kata.reference if kata.has_reference else kata.stub)
    ]
    found = sliced(cells, names, _offered)
    return names | {name for each in found.statements if each.binds & names for name in each.later & found.binds}


def _offered(module: str) -> Iterable[str]:
    """The names that ``from MODULE import *`` binds; none of a module that is not there any more."""
    loaded = sys.modules.get(module)
    if loaded is None:
        return ()
    return getattr(loaded, "__all__", None) or [name for name in vars(loaded) if not name.startswith("_")]


def _file_of(value: object, module: str) -> str:
    """The file that a function or class is from: that of a module, or one that ``%run`` ran; empty if it is neither."""
    value = inspect.unwrap(value) if isinstance(value, types.FunctionType) else value
    home = getattr(value, "__module__", None)
    if home == module:
        return getattr(sys.modules.get(module), "__file__", None) or ""
    file = getattr(getattr(value, "__code__", None), "co_filename", "")
    return file if home == "__main__" and not is_cell(file) and Path(file).is_file() else ""
