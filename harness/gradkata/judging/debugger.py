"""The debugger that `pytest --pdb` and `pytest --trace` start where a suite is judged: it steps over the reference.

It steps over NumPy as well, into which the reference would lead, and where nobody looks for a fault of their own.
"""

from __future__ import annotations

import pdb
from typing import Any

import pytest

from .loading import UNSEEN

UNSTEPPED = (f"{UNSEEN} *", "numpy", "numpy.*")  # names of modules


class Debugger(pdb.Pdb):
    """Python's own debugger, which stops in no step of a hidden solution."""

    def __init__(self, *arguments: Any, **others: Any):
        others["skip"] = [*(others.get("skip") or ()), *UNSTEPPED]
        super().__init__(*arguments, **others)


def use_debugger(config: pytest.Config) -> None:
    """Have pytest start this debugger, unless its user asked for another one."""
    if config.getoption("usepdb_cls", None) is None:
        config.option.usepdb_cls = (__name__, Debugger.__name__)
