"""Where in a learner's own files a problem is to be shown: for an editor, which marks lines and not functions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..boundary.failures import LearnerError
from ..boundary.inside.requests import Batch, Call
from ..boundary.log import Exchange
from ..boundary.program import Program
from ..results import Place


def place_of(error: BaseException, asked: Sequence[Exchange], program: Program, names: Sequence[str]) -> Place:
    """The innermost line of the learner's that an exception went through; else where the function begins that is meant.

    Args:
        asked: what the test had asked before, in order.
        names: of the functions and classes that the program has to have.
    """
    line = error.lines[-1] if isinstance(error, LearnerError) and error.lines else None
    if line is not None and line.file in program.texts:  # what comes over the boundary may be anything
        return Place(line.file, max(line.number, 1))
    named = (name for name in names if re.search(rf"\b{re.escape(name)}\b", str(error)))
    called = (each.request.target for each in reversed(asked) if isinstance(each.request, Call | Batch))
    meant = next(named, None) or next((name for name in called if isinstance(name, str)), "")
    return beginning(meant, program)


def beginning(name: str, program: Program) -> Place:
    """The line on which the last definition of a function or class begins; the program's first one if there is none."""
    definition = re.compile(rf"^[ \t]*(?:async[ \t]+)?(?:def|class)[ \t]+{re.escape(name)}\b", re.MULTILINE)
    for label, text in reversed(program.parts):
        if name and (found := [*definition.finditer(text)]):
            return Place(label, text.count("\n", 0, found[-1].start()) + 1)
    return Place(program.file, 1)
