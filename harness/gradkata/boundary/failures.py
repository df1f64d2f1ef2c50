"""What can go wrong at the learner's end, as the grader and its suites see it."""

from __future__ import annotations

import builtins
import dataclasses
from typing import Any

from ..translation import say
from .program import file_of
from .sanitizing import clean

MAX_LINE = 10**7  # no submission has as many


def shown(label: str) -> str:
    """The label of a piece of code as its learner reads it: a file's name, or a notebook's and which cell."""
    file, is_cell, cell = label.partition(", cell ")
    return say("{file}, cell {cell}", file=file, cell=cell) if is_cell else label


@dataclasses.dataclass(frozen=True)
class Line:
    """A line of the learner's own code that an exception went through."""

    file: str
    number: int
    function: str
    text: str

    def __str__(self) -> str:
        source = f": `{self.text}`" if self.text else ""
        file = file_of(self.file)
        # The cells of a notebook that is a Python file are told by lines that are the file's own.
        label = file if file.endswith(".py") else shown(self.file)
        return say("{file}, line {line}{source}", file=label, line=self.number, source=source)


class LearnerError(Exception):
    """An exception that the learner's code raised.

    What reaches a suite is also an instance of the builtin exception that was raised over there, so that
    ``pytest.raises(ValueError)`` reads as if the code were local.

    Attributes:
        kind: the exception's type, by name; empty if none was raised, but the call did what no call may do.
        message: its message, without control characters.
        lines: the learner's own lines that it went through, the innermost last.
        during: the call that it came from, such as ``softmax()``; empty while loading.
    """

    kind: str
    message: str
    lines: list[Line]
    during: str

    @property
    def where(self) -> str:
        """The innermost line of the learner's, as text; empty if there is none."""
        return str(self.lines[-1]) if self.lines else ""

    def __str__(self) -> str:
        what = ": ".join(part for part in (self.kind, self.message) if part)
        return f"{what} ({self.where})" if self.lines else what


class LearnerGone(Exception):
    """The learner's process has ended, or was ended; nothing more can be asked of it.

    Attributes:
        status: ``timeout`` or ``killed``, as in a result.
        by_limit: whether a limit ended it, not an exit or a crash.
    """

    def __init__(self, status: str, message: str, *, by_limit: bool):
        super().__init__(message)
        self.status, self.by_limit = status, by_limit


def learner_error(failure: dict[str, Any], during: str) -> LearnerError:
    """The exception for a failure that came over the wire; whatever is not as it should be is left out."""
    names = [name for name in _list(failure.get("bases")) if isinstance(name, str)]
    kind = clean(failure.get("type"), 80)
    error: LearnerError = _type(kind or "Exception", names)()
    error.kind, error.message, error.during = kind, clean(failure.get("message")), during
    error.lines = [
        Line(clean(frame[0], 200), frame[1], clean(frame[2], 80), clean(frame[3], 120))
        for frame in _list(failure.get("frames"))
        if isinstance(frame, list) and len(frame) == 4 and type(frame[1]) is int and 0 <= frame[1] < MAX_LINE
    ]
    return error


def _type(kind: str, names: list[str]) -> type:
    """A type that is a `LearnerError` and all of the builtin exceptions ``names``, as far as they go together."""
    builtin = [getattr(builtins, name, None) for name in names]
    found = [each for each in builtin if isinstance(each, type) and issubclass(each, Exception)]
    # A group cannot be made without its members. Of the others, those count that no other one stands for already.
    bases = [each for each in dict.fromkeys(found) if each not in (Exception, ExceptionGroup)]
    bases = [each for each in bases if not any(other is not each and issubclass(other, each) for other in bases)]
    members = {"__init__": Exception.__init__}
    try:
        return type(kind, (LearnerError, *bases), members)
    except TypeError:  # two that cannot be combined
        return type(kind, (LearnerError, bases[0]), members)


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
