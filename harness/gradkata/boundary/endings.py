"""Why a learner's process has gone, in words for its learner."""

from __future__ import annotations

import math
from typing import Any

from ..translation import say
from .failures import LearnerError, LearnerGone
from .limits import Limits
from .processes import Exit

SIGKILL, SIGXCPU = 9, 24  # what the kernel ends a process with that has used up its CPU time, on Linux and macOS


def by_the_clock(during: str, limits: Limits) -> LearnerGone:
    """The answer to ``during``, or to loading if that is empty, did not come in time."""
    seconds = math.ceil(limits.clock_s)
    if during:
        words = say("{call} did not finish within {seconds} seconds by the clock.", call=during, seconds=seconds)
    else:
        words = say("Your file did not finish loading within {seconds} seconds by the clock.", seconds=seconds)
    return _too_slow(words)


def of_itself(during: str, limits: Limits, end: Exit) -> LearnerGone:
    """Nobody ended the process from here."""
    call = during or say("Loading")
    if end.is_over or end.signal == SIGXCPU or (end.signal == SIGKILL and end.cpu_s >= 0.7 * limits.cpu_s):
        return _too_much_computing(during, math.ceil(limits.cpu_s))
    if end.signal:
        return _killed(say("{call} crashed the Python process (signal {signal}).", call=call, signal=end.signal))
    return _killed(say("{call} ended the Python process (exit code {code}).", call=call, code=end.code))


def by_exception(error: LearnerError, bases: Any, limits: Limits) -> LearnerGone | None:
    """What an exception says that stands for the end of the process; None if it is one like any other.

    Args:
        bases: the names of its builtin bases, as they came over the wire.
    """
    bases = bases if isinstance(bases, list) else []
    where = f" ({error.where})" if error.lines else ""
    if "MemoryError" in bases:
        words, call = "{call} needs more memory than the {number} MiB allowed{where}.", error.during or say("Loading")
        return _killed(say(words, call=call, number=limits.memory_mb, where=where), by_limit=True)
    if error.during and "Exception" not in bases and "BaseException" in bases:
        words = "{call} ends the whole program with {error}{where}."
        return _killed(say(words, call=error.during, error=error.kind, where=where))
    return None


def without_an_answer() -> LearnerGone:
    """It sent what no process sends that is what it should be."""
    return _killed(say("The process that ran your code sent something that is no answer."))


def by_size(during: str, how: str) -> LearnerGone:
    """What it sent is far more than any answer needs; ``how`` says in what."""
    words, call = "{call} gives far more than any answer needs: {how}.", during or say("Loading")
    return _killed(say(words, call=call, how=say(how)), by_limit=True)


def by_the_budget(limits: Limits, *, of_memory: bool = False) -> LearnerGone:
    """To look at what it sent takes more time, or more memory, than there is for it."""
    hint = say("Are they, or the sizes that your code chooses, far larger than needed?")
    if of_memory:
        return _killed(f"{say('Your answers need too much memory to be looked at.')} {hint}", by_limit=True)
    words = say(
        "Your answers took too long to look at: there are {seconds} seconds of computing and {clock} by the clock for "
        "it.",
        seconds=limits.cpu_s, clock=math.ceil(limits.clock_s),
    )  # fmt: skip
    return LearnerGone("timeout", f"{words} {hint}", by_limit=True)


def by_the_grader() -> LearnerGone:
    """Nothing more is asked of it."""
    return _killed(say("the process has ended"))


def _killed(message: str, *, by_limit: bool = False) -> LearnerGone:
    return LearnerGone("killed", message, by_limit=by_limit)


def _too_much_computing(during: str, seconds: int) -> LearnerGone:
    if during:
        return _too_slow(
            say("{call} did not finish within {seconds} seconds of computing.", call=during, seconds=seconds)
        )
    return _too_slow(say("Your file did not finish loading within {seconds} seconds of computing.", seconds=seconds))


def _too_slow(words: str) -> LearnerGone:
    hint = say("Is there a loop that never ends, or far more work than needed?")
    return LearnerGone("timeout", f"{words} {hint}", by_limit=True)
