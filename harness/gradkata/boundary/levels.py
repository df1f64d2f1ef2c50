"""How strongly learners' code is kept in: the levels, and which of them this machine offers, found by trying to escape.

``strict``   a sandbox in which nothing else exists, Landlock, and an allow-list of system calls
``filter``   no sandbox, since there are no user namespaces, as in many containers: everything is imported beforehand,
             and the allow-list forbids even to open a file
``process``  a separate process with limits, and whatever the kernel refuses besides: for code that one trusts
"""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from ..errors import UsageError
from ..translation import say
from . import sandbox
from .failures import LearnerError, LearnerGone
from .limits import Limits
from .processes import BoundaryError, ForkServer, Starter, default_starter
from .program import Program
from .session import Session

PROBE = Path(__file__).with_name("probe.py")
NOT_TO_BE_HAD = "{level} isolation is not to be had: {reason}"


@dataclasses.dataclass(frozen=True)
class Level:
    """A level of isolation.

    Attributes:
        name: what reports call it.
        start_anew: makes a starter of learners' processes at this level.
        ready: starters that are there already, for the first who ask.
    """

    name: str
    start_anew: Callable[[], Starter]
    ready: list[Starter] = dataclasses.field(default_factory=list)

    def start(self) -> Starter:
        """A starter of learners' processes; whoever asks closes it."""
        return self.ready.pop() if self.ready else self.start_anew()


STRICT = Level("strict", lambda: ForkServer("strict", sandbox.python()))
FILTER = Level("filter", functools.partial(ForkServer, "filter"))
PROCESS = Level("process", default_starter)

PROVEN = (STRICT, FILTER)  # those that promise something, the strongest first
NAMES = ("auto", *(level.name for level in (*PROVEN, PROCESS)))


class LevelError(UsageError):
    """A level is not to be had on this machine; the message says why."""


@contextlib.contextmanager
def chosen(asked: str, hidden: Iterable[Path], *, is_trusted: bool = False) -> Iterator[tuple[Level, str]]:
    """The level called ``asked``, or for ``auto`` the strongest that passes its probe; and why no stronger one did.

    Args:
        hidden: files that no learner may read.
        is_trusted: whether the code is the user's own, so that ``auto`` may be content with ``process``.

    Raises:
        LevelError: the level cannot be had, or for ``auto`` none that keeps other people's code in.
    """
    paths = [str(path) for path in hidden]
    candidates = [level for level in (*PROVEN, PROCESS) if asked in ("auto", level.name)]
    refusals: list[str] = []
    for level in candidates:
        if level is PROCESS:
            if asked == "auto" and not is_trusted:
                break
            yield PROCESS, "; ".join(refusals)
            return
        try:
            starter = proven(level, paths)
        except LevelError as error:
            refusals.append(str(error))
            continue
        found = Level(level.name, functools.partial(proven, level, paths), [starter])
        try:
            yield found, "; ".join(refusals)
        finally:
            for left in found.ready:
                left.close()
        return
    if asked == "auto":
        refusals.append(say("code that you trust can be run with --isolation process, which keeps little from it"))
    raise LevelError("; ".join(refusals))


def proven(level: Level, hidden: list[str]) -> Starter:
    """A starter at ``level`` whose children have been seen to be kept in.

    Raises:
        LevelError: it cannot be started, or a child got out.
    """
    if sys.platform != "linux":
        raise LevelError(say("{level} isolation is to be had on Linux only", level=level.name))
    try:
        starter = level.start_anew()
    except (sandbox.NoSandboxError, OSError) as error:
        raise LevelError(say(NOT_TO_BE_HAD, level=level.name, reason=error)) from None
    try:
        escapes = _probe(starter, hidden)
    except (BoundaryError, LearnerError, LearnerGone) as error:
        starter.close()
        advice = f". {say(sandbox.ADVICE)}" if level is STRICT else ""
        raise LevelError(say(NOT_TO_BE_HAD, level=level.name, reason=f"{error}{advice}")) from None
    if escapes:
        starter.close()
        words = "{level} isolation does not hold here: code in it can {escapes}"
        raise LevelError(say(words, level=level.name, escapes=", ".join(escapes)))
    return starter


def _probe(starter: Starter, hidden: list[str]) -> list[str]:
    session = Session(starter, Limits())
    session.load(Program("probe", ((PROBE.name, PROBE.read_text("utf-8")),)), 0)
    escapes: list[str] = session.call("escapes", [hidden, tempfile.gettempdir()], {}, "escapes")
    session.close()
    return escapes
