"""What becomes of a breakpoint: judged code has no terminal, so it stops there and says so, and waits for nobody."""

from __future__ import annotations

import importlib.machinery
import sys
import types
from typing import Any


class BreakpointReached(Exception):
    """The learner's code has come to a breakpoint, or has asked for a debugger in another way."""


def stop(*_: object, **_named: object) -> Any:
    """In place of a debugger's first question.

    Raises:
        BreakpointReached: always.
    """
    raise BreakpointReached("judged code has no terminal")


class DebuggerFinder:
    """Finds `pdb` before anyone else does, and takes its questions away: few import it, so it is not there already.

    The rest of it stays, since `doctest` derives from it. As in `loading.SiblingFinder`, there is no base class.
    """

    def __init__(self) -> None:
        self._loader: Any = None

    def find_spec(self, fullname: str, _path: object = None, _target: object = None) -> Any:
        if fullname != "pdb":
            return None
        spec = importlib.machinery.PathFinder.find_spec(fullname)
        if spec is not None:
            self._loader, spec.loader = spec.loader, self  # type: ignore[assignment]
        return spec

    def create_module(self, _spec: object) -> types.ModuleType | None:
        """A module as always."""

    def exec_module(self, module: types.ModuleType) -> None:
        self._loader.exec_module(module)
        _disarm(module)


def settle() -> None:
    """See to it that every breakpoint stops the code that has one."""
    sys.breakpointhook = stop
    if "pdb" in sys.modules:
        _disarm(sys.modules["pdb"])
    else:
        sys.meta_path.insert(0, DebuggerFinder())


def _disarm(pdb: Any) -> None:
    pdb.set_trace = pdb.Pdb.set_trace = pdb.Pdb.interaction = stop
