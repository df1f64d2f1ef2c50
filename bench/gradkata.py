"""What gradkata costs, measured from outside, as its users start it."""

from __future__ import annotations

import dataclasses
import json
import statistics
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .measure import Run, run
from .peers import Marks, UnusableError
from .submissions import ROOT, submissions, write_class

LEARNER = ROOT / "examples" / "class" / "ada"  # has handed in every kata


@dataclass(frozen=True)
class Graded:
    """A run of `kata grade`, and the report that it wrote."""

    run: Run
    report: dict[str, Any]

    @property
    def marks(self) -> list[Marks]:
        """Of each submission."""
        return [Marks(each["score"], each["max_score"]) for each in self.report["results"]]


def grade(path: Path, *options: str, **how: Any) -> Graded:
    """Run `kata grade`.

    Args:
        how: as `measure.run` takes it.

    Raises:
        UnusableError: it could not be carried out.
    """
    kata = Path(sys.executable).with_name("kata")
    done = run([kata, "grade", path, *options, "--format", "json"], ROOT, **how)
    if done.code not in (0, 1):
        raise UnusableError(done.err.strip() or f"exit code {done.code}")
    return Graded(done, json.loads(done.out))


def median(runs: Sequence[Run]) -> Run:
    """A run with the median of each cost: the one of median CPU time may have waited long for a busy machine."""
    costs = {name: statistics.median(getattr(each, name) for each in runs) for name in ("cpu_s", "wall_s", "peak_mb")}
    return dataclasses.replace(runs[-1], **costs)


def grade_class(count: int, repeat: int, folder: Path, *options: str) -> Graded:
    """Grade a class of ``count`` ``repeat`` times; give the median costs."""
    path = folder / f"class-of-{count}"
    if not path.exists():
        write_class(submissions(count), path)
    return _repeated(repeat, path, "--kata", "softmax", *options)


def grade_learner(repeat: int, *options: str) -> Graded:
    """Grade all katas of one learner ``repeat`` times; give the median costs."""
    return _repeated(repeat, LEARNER, *options)


def _repeated(repeat: int, path: Path, *options: str) -> Graded:
    graded = [grade(path, *options) for _ in range(repeat)]
    return Graded(median([each.run for each in graded]), graded[-1].report)


def scaling(counts: Sequence[int], repeat: int, folder: Path, *options: str) -> Iterator[tuple[int, Run]]:
    """Classes of several sizes; the large ones once, since they are their own average."""
    for count in counts:
        yield count, grade_class(count, repeat if count < 500 else 1, folder, *options).run


def line(points: Sequence[tuple[int, Run]]) -> tuple[float, float]:
    """Start-up and cost of one submission in CPU seconds: least squares on relative errors.

    Weighted by 1/count², so that a large class does not alone decide where the line begins.
    """
    weights = [1 / count**2 for count, _ in points]
    x_mean = sum(w * count for w, (count, _) in zip(weights, points, strict=True)) / sum(weights)
    y_mean = sum(w * each.cpu_s for w, (_, each) in zip(weights, points, strict=True)) / sum(weights)
    spread = sum(w * (count - x_mean) ** 2 for w, (count, _) in zip(weights, points, strict=True))
    rise = sum(w * (count - x_mean) * (each.cpu_s - y_mean) for w, (count, each) in zip(weights, points, strict=True))
    slope = rise / spread
    return y_mean - slope * x_mean, slope


def overruns(repeat: int, isolation: str) -> dict[str, float]:
    """Seconds by which an endless loop outlives its deadline, the median: see `bench.outlive`."""
    done = run([sys.executable, "-m", "bench.outlive", str(repeat), isolation], ROOT)
    if done.code:
        raise UnusableError(done.err.strip().splitlines()[-1])
    measured: dict[str, list[float]] = json.loads(done.out)
    return {kind: statistics.median(each) for kind, each in measured.items()}
