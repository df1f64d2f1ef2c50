"""What one submission more costs in a class, beside a Python that does nothing but import NumPy."""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from . import gradkata, machine
from .measure import run
from .submissions import ROOT

RUNS = 9  # of each, by turns, so that all of them meet the machine as it is
COUNT = 60
MOST = 0.20  # times REF


@dataclass(frozen=True)
class Price:
    """CPU seconds, each the least of several runs: other work on the machine adds to them, and takes nothing away.

    Attributes:
        ref_s: of REF.
        one_s: of a class of one, and ``whole_s`` of a class of ``count``.
        runs: how many of each.
        load: the machine's, the largest seen. Where cores are shared, all of it costs more, and REF not by as much.
    """

    ref_s: float
    one_s: float
    whole_s: float
    isolation: str
    count: int
    runs: int
    load: float

    @property
    def cpu_s(self) -> float:
        """Of one submission more."""
        return (self.whole_s - self.one_s) / (self.count - 1)

    @property
    def ratio(self) -> float:
        return self.cpu_s / self.ref_s


def measured(runs: int = RUNS, count: int = COUNT) -> Price:
    """The least of several runs of each."""
    with tempfile.TemporaryDirectory() as name:
        folder, isolation, load = Path(name), "", 0.0
        rounds = []
        for number in range(runs + 1):
            ref_s = min(run([sys.executable, "-c", "import numpy"], ROOT).cpu_s for _ in range(3))
            classes = [gradkata.grade_class(each, 1, folder) for each in (1, count)]
            load = max(load, machine.load())
            isolation = classes[0].report["isolation"]
            if number:  # the first is for the bytecode, and the kernel's file cache
                rounds.append((ref_s, *(each.run.cpu_s for each in classes)))
    ref, one, whole = (min(column) for column in zip(*rounds, strict=True))
    return Price(ref, one, whole, isolation, count, runs, load)
