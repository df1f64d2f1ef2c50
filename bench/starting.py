"""What it costs to start a command, from cold: beside a Python that does nothing but import NumPy."""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from .measure import run
from .submissions import ROOT

RUNS = 9  # of each, by turns, so that all of them meet the machine as it is
KATA = Path(sys.executable).with_name("kata")
RIGHT = ROOT / "reference" / "softmax" / "right" / "log_sum_exp.py"


@dataclass(frozen=True)
class Start:
    """One command.

    Attributes:
        most: how many times REF it may cost.
        cpu_s: CPU time of all its processes, the median.
        ref_s: that of REF, measured in turn with it.
    """

    name: str
    most: float
    cpu_s: float
    ref_s: float

    @property
    def ratio(self) -> float:
        return self.cpu_s / self.ref_s


COMMANDS = {
    "kata --help": (("--help",), 0.5),
    "a wrong command": (("chekc",), 0.5),
    "kata list": (("list",), 1.0),
    "kata check softmax": (("check", "softmax"), 3.0),
}


def measured(runs: int = RUNS) -> list[Start]:
    """The medians of several runs of each command."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "work").mkdir()
        shutil.copy(RIGHT, folder / "work" / "softmax.py")
        words: list[list[str | Path]] = [[sys.executable, "-c", "import numpy"]]
        words += [[KATA, *arguments] for arguments, _ in COMMANDS.values()]
        for each in words:
            run(each, folder)  # for the bytecode, and the kernel's file cache
        rounds = [[run(each, folder).cpu_s for each in words] for _ in range(runs)]
    ref, *others = (statistics.median(column) for column in zip(*rounds, strict=True))
    return [Start(name, most, cpu_s, ref) for (name, (_, most)), cpu_s in zip(COMMANDS.items(), others, strict=True)]
