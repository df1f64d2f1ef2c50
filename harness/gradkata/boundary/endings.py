"""Why a learner's process has gone, in words for its learner."""

from __future__ import annotations

import math
from typing import Any

from .failures import LearnerError, LearnerGone
from .limits import Limits
from .processes import Exit

SIGKILL, SIGXCPU = 9, 24  # what the kernel ends a process with that has used up its CPU time, on Linux and macOS


def by_the_clock(during: str, limits: Limits) -> LearnerGone:
    """The answer to ``during``, or to loading if that is empty, did not come in time."""
    return _too_slow(during, limits.clock_s, "seconds by the clock")


def of_itself(during: str, limits: Limits, end: Exit) -> LearnerGone:
    """Nobody ended the process from here."""
    doing = during or "Loading"
    if end.is_over or end.signal == SIGXCPU or (end.signal == SIGKILL and end.cpu_s >= 0.7 * limits.cpu_s):
        return _too_slow(during, limits.cpu_s, "seconds of computing")
    if end.signal:
        return _killed(f"{doing} crashed the Python process (signal {end.signal}).")
    return _killed(f"{doing} ended the Python process (exit code {end.code}).")


def by_exception(error: LearnerError, bases: Any, limits: Limits) -> LearnerGone | None:
    """What an exception says that stands for the end of the process; None if it is one like any other.

    Args:
        bases: the names of its builtin bases, as they came over the wire.
    """
    bases = bases if isinstance(bases, list) else []
    where = f" ({error.where})" if error.lines else ""
    if "MemoryError" in bases:
        doing, most = error.during or "Loading", f"{limits.memory_mb} MiB"
        return _killed(f"{doing} needs more memory than the {most} allowed{where}.", by_limit=True)
    if error.during and "Exception" not in bases and "BaseException" in bases:
        return _killed(f"{error.during} ends the whole program with {error.kind}{where}.")
    return None


def without_an_answer() -> LearnerGone:
    """It sent what no process sends that is what it should be."""
    return _killed("The process that ran your code sent something that is no answer.")


def by_size(during: str, how: str) -> LearnerGone:
    """What it sent is far more than any answer needs; ``how`` says in what."""
    return _killed(f"{during or 'Loading'} gives far more than any answer needs: {how}.", by_limit=True)


def by_the_budget(limits: Limits, *, of_memory: bool = False) -> LearnerGone:
    """To look at what it sent takes more time, or more memory, than there is for it."""
    hint = "Are they, or the sizes that your code chooses, far larger than needed?"
    if of_memory:
        return _killed(f"Your answers need too much memory to be looked at. {hint}", by_limit=True)
    within = f"{limits.cpu_s} seconds of computing and {math.ceil(limits.clock_s)} by the clock"
    message = f"Your answers took too long to look at: there are {within} for it. {hint}"
    return LearnerGone("timeout", message, by_limit=True)


def by_the_grader() -> LearnerGone:
    """Nothing more is asked of it."""
    return _killed("the process has ended")


def _killed(message: str, *, by_limit: bool = False) -> LearnerGone:
    return LearnerGone("killed", message, by_limit=by_limit)


def _too_slow(during: str, seconds: float, unit: str) -> LearnerGone:
    doing = f"{during} did not finish" if during else "Your file did not finish loading"
    hint = "Is there a loop that never ends, or far more work than needed?"
    return LearnerGone("timeout", f"{doing} within {math.ceil(seconds)} {unit}. {hint}", by_limit=True)
