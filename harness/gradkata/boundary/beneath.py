"""What differs where a learner's code runs in the grader's own interpreter, as in a page, and in no process of its own.

It runs while the grader receives, so it cannot wait until the grader has time for it: a function of the grader's that
it calls is called then and there, and no timer of the grader's may interrupt it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator

from .budget import Budget
from .processes import Process


class Beneath:
    """A learner's process that is none; otherwise it is as any `Process`.

    Attributes:
        answer: receives one question of the learner's code, and sends the answer; set for as long as a request lasts.
        cpu_s: the CPU seconds that the code has used.
    """

    answer: Callable[[], None]
    cpu_s: float = 0.0


@contextlib.contextmanager
def attended(process: Process, budget: Budget, answer: Callable[[], None]) -> Iterator[None]:
    """A request to a learner's process. Where that is beneath the grader, ``answer`` is called for its questions.

    Args:
        budget: of the grader, which has no part in what the code beneath it takes.
    """
    if not isinstance(process, Beneath):
        yield
        return
    process.answer, before = answer, process.cpu_s
    try:
        with budget.at_rest():
            yield
    finally:
        budget.excuse(process.cpu_s - before)
