"""What a training step of the reference costs, beside the loop as published and frameworks."""

from __future__ import annotations

import json
import math
import os
import sys
from dataclasses import dataclass

from .measure import run
from .peers import UnusableError
from .submissions import ROOT

ROUNDS = 30
ONE_THREAD = {f"{each}_NUM_THREADS": "1" for each in ("OPENBLAS", "OMP", "MKL", "VECLIB_MAXIMUM")}


@dataclass(frozen=True)
class Step:
    """One way of training.

    Attributes:
        package: what it uses, with its version.
        cpu_s: CPU time of one step, all threads.
        problem: why it was not measured, if it was not.
    """

    name: str
    package: str
    cpu_s: float = math.inf
    problem: str = ""


def measured(rounds: int = ROUNDS) -> list[Step]:
    """Each way of training, the loop as published first; see `bench.trainers`.

    Raises:
        UnusableError: the measurement could not be carried out.
    """
    done = run([sys.executable, "-m", "bench.trainers", str(rounds)], ROOT, os.environ | ONE_THREAD)
    if done.code:
        raise UnusableError(done.err.strip().splitlines()[-1])
    return [Step(**row) for row in json.loads(done.out)]
