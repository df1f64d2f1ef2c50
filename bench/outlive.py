"""By how much an endless loop outlives its deadline: run as a script, so that numpy stays out of the bench itself."""

from __future__ import annotations

import json
import sys
import time

from gradkata.boundary.failures import LearnerGone
from gradkata.boundary.levels import chosen
from gradkata.boundary.limits import Limits
from gradkata.boundary.processes import Exit, Starter, started
from gradkata.boundary.program import Program
from gradkata.boundary.session import Session

LIMITS = Limits(cpu_s=1)
COMPUTING = "while True:\n    pass\n"
WAITING = "import time\nwhile True:\n    time.sleep(1)\n"


def computing(starter: Starter) -> float:
    """CPU seconds past the limit on CPU time, by the kernel's account of the process."""
    return _until_gone(starter, COMPUTING)[0].cpu_s - LIMITS.cpu_s


def waiting(starter: Starter) -> float:
    """Seconds by the clock past the limit on them, until the process has gone."""
    return _until_gone(starter, WAITING)[1] - LIMITS.clock_s


def _until_gone(starter: Starter, source: str) -> tuple[Exit, float]:
    session = Session(starter, LIMITS)
    begin = time.monotonic()
    try:
        session.load(Program("softmax", (("softmax.py", source),)), seed=1)
    except LearnerGone:
        return session.close(), time.monotonic() - begin
    raise AssertionError("the loop came to an end")


def main(repeat: int, isolation: str) -> None:
    with chosen(isolation, []) as (level, _), started(level.start()) as starter:
        measured = {each.__name__: [each(starter) for _ in range(repeat)] for each in (computing, waiting)}
    print(json.dumps(measured))


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
