"""A whole course in one command: what it costs, whether both cores work, and whether its memory stays as it is."""

from __future__ import annotations

import collections
import contextlib
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from gradkata.kata import Kata

from . import batches, gradkata, learners, machine
from .batches import Batch
from .learners import Handed
from .measure import run
from .memory import Samples, sampled
from .submissions import ROOT

Sizes = tuple[tuple[int, tuple[str, ...]], ...]

SIZES: Sizes = ((300, ("softmax",)), (100, ()))  # learners, and the katas that they hand in; none for all
QUICK: Sizes = ((30, ("softmax",)), (5, ()))
SAMPLE = 24  # submissions that other graders get: all would take them an hour
TIMEOUT_S = 1800.0
TELL_S = 15.0

Say = Callable[[str], None]


@dataclass(frozen=True)
class Course:
    """A class that was graded.

    Attributes:
        count: how many files were handed in, and ``hostile`` how many of them attack the grader.
        timeouts: how many had to be stopped, each of which takes its limit.
        missing: how many of them have no result.
        rightly: how many of the others got full marks just when they deserve them.
        memory: of the grader, in MiB: the most in the first quarter of the run, in the last, and of all.
    """

    learners: int
    katas: int
    count: int
    hostile: int
    timeouts: int
    missing: int
    rightly: int
    cpu_s: float
    wall_s: float
    memory: tuple[float, float, float]

    def busy(self, cores: int) -> float:
        """The part of all cores' time that was used, from 0 to 1."""
        return self.cpu_s / (self.wall_s * cores)


@dataclass(frozen=True)
class Courses:
    """All that was measured.

    Attributes:
        ref_s: CPU time of REF, and ``ref_wall_s`` its time by the clock: the least of several.
        load: the machine's, just before.
    """

    ref_s: float
    ref_wall_s: float
    isolation: str
    load: float
    each: list[Course]
    others: list[Batch]


def measured(say: Say = lambda _: None, *, quick: bool = False) -> Courses:
    """Grade the courses, and a sample of the same with other graders."""
    load = machine.load()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        gradkata.grade_class(1, 1, folder)  # for the bytecode, and the kernel's file cache
        refs = [run([sys.executable, "-c", "import numpy"], ROOT) for _ in range(9)]
        graded = [_graded(count, names, folder, say) for count, names in (QUICK if quick else SIZES)]
        sample = [each for each in learners.course(300, _chosen(("softmax",))) if each.kind != "hostile"]
        others = list(batches.measured(sample[: 4 if quick else SAMPLE], folder, say))
    isolation = graded[0][1]
    ref_s, ref_wall_s = min(each.cpu_s for each in refs), min(each.wall_s for each in refs)
    return Courses(ref_s, ref_wall_s, isolation, load, [each for each, _ in graded], others)


def _chosen(names: tuple[str, ...]) -> list[Kata]:
    return [each for each in learners.katas() if not names or each.id in names]


def _graded(count: int, names: tuple[str, ...], folder: Path, say: Say) -> tuple[Course, str]:
    """A class, and the level of isolation that it ran at."""
    chosen = _chosen(names)
    handed, place = learners.course(count, chosen), folder / f"{count}-{len(chosen)}"
    path, book, samples = learners.write_course(handed, place / "class"), place / "book.db", Samples()
    label = f"{count} learners × {len(chosen)} kata{'s' if len(chosen) > 1 else ''}"
    tell = _teller(label, book, len(handed), say)
    options = [word for each in names for word in ("--kata", each)]
    done = gradkata.grade(
        path, *options, "--gradebook", str(book), timeout_s=TIMEOUT_S,
        meanwhile=lambda process: sampled(process, samples, tell),
    )  # fmt: skip
    say(f"{label}: {done.run.wall_s:.0f} s, {done.run.cpu_s:.0f} s of CPU time")
    memory = (samples.quarter(0), samples.quarter(3), samples.peak)
    return _course(count, len(chosen), handed, done, memory), done.report["isolation"]


def _course(
    count: int, katas: int, handed: list[Handed], done: gradkata.Graded, memory: tuple[float, float, float]
) -> Course:
    given = {(each["learner"], each["kata"]): each for each in done.report["results"]}
    kinds = collections.Counter(each.kind for each in handed)
    statuses = collections.Counter(each["status"] for each in given.values())
    missing = sum((each.learner, each.kata) not in given for each in handed)
    rightly = sum(_is_right(given[each.learner, each.kata], each) for each in handed if each.kind != "hostile")
    return Course(
        count, katas, len(handed), kinds["hostile"], statuses["timeout"], missing, rightly, done.run.cpu_s,
        done.run.wall_s, memory,
    )  # fmt: skip


def _is_right(result: dict[str, object], handed: Handed) -> bool:
    return (result["status"] == "passed") == (handed.kind == "right")


def _teller(label: str, book: Path, count: int, say: Say) -> Callable[[float], None]:
    """A function that says now and then how far the grader is."""
    told = [0.0]

    def tell(seconds: float) -> None:
        if seconds - told[0] >= TELL_S:
            told[0] = seconds
            say(f"{label}: {_attempts(book)} of {count} results after {seconds:.0f} s")

    return tell


def _attempts(book: Path) -> int:
    with contextlib.suppress(sqlite3.Error), _opened(book) as connection:
        return int(connection.execute("SELECT count(*) FROM attempts").fetchone()[0])
    return 0


@contextlib.contextmanager
def _opened(book: Path) -> Iterator[sqlite3.Connection]:
    with contextlib.closing(sqlite3.connect(f"{book.as_uri()}?mode=ro", uri=True)) as connection:
        yield connection
