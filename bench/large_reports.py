"""What reports cost when a course has grown large: each format's CPU time for a thousand results, at several sizes."""

from __future__ import annotations

import dataclasses
import functools
import pickle
import secrets
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from gradkata.gradebook import policy
from gradkata.gradebook.attempt import Attempt, written
from gradkata.gradebook.book import Gradebook, Shelf
from gradkata.grader import Grader
from gradkata.job import Job
from gradkata.plugins import Registry, load
from gradkata.reading.programs import program_of
from gradkata.results import Grading, Result

from . import machine
from .learners import course, katas

SIZES = (1000, 3000, 10_000)
KINDS = 4  # learners whose work is really judged; all others have results like theirs
SEED = 7
RUNS = 3  # of each format, of which the least counts: other work on the machine adds to it, and takes nothing away

Say = Callable[[str], None]


@dataclass(frozen=True)
class Report:
    """A format, or something that is done with a gradebook.

    Attributes:
        each_s: CPU seconds for a thousand results, by how many there are.
        sizes: its MiB, by the same; none where nothing is written.
    """

    name: str
    each_s: tuple[float, ...]
    sizes: tuple[float, ...] = ()

    @property
    def growth(self) -> float:
        """How many times as much one result costs among the most as among the fewest."""
        return self.each_s[-1] / self.each_s[0]


@dataclass(frozen=True)
class Reports:
    """All of them.

    Attributes:
        bytes_each: of a result as a gradebook keeps it, the mean.
        held_each: of a result in the memory of a grading, as it comes from another process, the mean.
    """

    counts: tuple[int, ...]
    each: list[Report]
    bytes_each: float
    held_each: float
    load: float


def measured(say: Say = lambda _: None, counts: tuple[int, ...] = SIZES) -> Reports:
    """Measure every format that holds a class, and the gradebook."""
    load_before, found = machine.load(), load()
    say(f"{KINDS} learners' work is judged")
    some = judged(found, KINDS)
    gradings = [copied(some, count) for count in counts]
    each = []
    for form in found.formats.values():
        if not form.is_for_one:
            say(form.name)
            form(gradings[0])  # for what is imported
            taken = [min(_taken(functools.partial(form, grading)) for _ in range(RUNS)) for grading in gradings]
            each.append(_report(form.name, counts, taken))
    say("gradebook")
    each += _gradebook(gradings, counts, [kata.id for kata in katas()])
    mean = sum(len(written(result)) for result in some) / len(some)
    return Reports(counts, each, mean, held(some), max(load_before, machine.load()))


def judged(found: Registry, learners: int) -> list[Result]:
    """The results of some learners at all katas."""
    with Grader(found.katas.values(), found.answers) as grader:
        return [
            grader.grade(Job(each.learner, each.kata, SEED, program_of(each.kata, each.source)))
            for each in course(learners, katas())
            if each.kind != "hostile" and each.file.endswith(".py")
        ]


def held(results: list[Result]) -> float:
    """Bytes of a result in memory, on average."""
    sent = [pickle.dumps(each) for each in results]
    tracemalloc.start()
    try:
        received = [pickle.loads(each) for each in sent]
        return tracemalloc.get_traced_memory()[0] / len(received)
    finally:
        tracemalloc.stop()


def copied(some: list[Result], count: int) -> Grading:
    """A grading of so many results: those of learners like these."""
    by_learner: dict[str, list[Result]] = {}
    for each in some:
        by_learner.setdefault(each.learner, []).append(each)
    results: list[Result] = []
    kinds = list(by_learner.values())
    while len(results) < count:
        number = len(results)
        results += [dataclasses.replace(each, learner=f"learner{number:06}") for each in kinds[number % len(kinds)]]
    return Grading(SEED, "strict", tuple(results[:count]))


def _taken(work: Callable[[], str | bytes | None]) -> tuple[float, float]:
    """CPU seconds, and MiB of what came of it."""
    begin = time.process_time()
    text = work()
    cpu_s = time.process_time() - begin
    return cpu_s, len(text.encode() if isinstance(text, str) else text or b"") / 2**20


def _report(name: str, counts: tuple[int, ...], taken: list[tuple[float, float]]) -> Report:
    each_s = tuple(1000 * cpu_s / count for (cpu_s, _), count in zip(taken, counts, strict=True))
    return Report(name, each_s, tuple(size for _, size in taken) if any(size for _, size in taken) else ())


def _gradebook(gradings: list[Grading], counts: tuple[int, ...], order: list[str]) -> Iterator[Report]:
    with tempfile.TemporaryDirectory() as name:
        paths = [Path(name) / f"{count}.db" for count in counts]
        kept = [_taken(functools.partial(_keep, grading, path)) for grading, path in zip(gradings, paths, strict=True)]
        yield _report("gradebook, kept one by one", counts, kept)
        yield _report("gradebook, read", counts, [_taken(functools.partial(_read, path, order)) for path in paths])


def _keep(grading: Grading, path: Path) -> None:
    with Gradebook.writing(path) as book:
        for number, each in enumerate(grading.results):
            book.add([_attempt(each, number)])


def _attempt(result: Result, number: int) -> Attempt:
    return Attempt(
        secrets.token_hex(16), result.learner, result.kata, str(SEED), f"{number:064}", "judge", "strict", "{}", "",
        f"2026-01-01T00:00:00.{number:06}+00:00", str(result.status), result.score, result.max_score, written(result),
    )  # fmt: skip


def _read(path: Path, order: list[str]) -> None:
    with Shelf([path]) as shelf:
        policy.grading(policy.counting(shelf.heads(), order), shelf.whole)
