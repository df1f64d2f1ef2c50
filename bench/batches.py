"""Other graders' own ways with a class, each in an environment of its own, on a part of the submissions.

Hostile ones are left out: these graders run a submission with all the rights of whoever grades. What they do with a
class is serial (nbgrader), or one command for each submission, as many at a time as there are cores (otter-grader,
which does just that in containers).
"""

from __future__ import annotations

import concurrent.futures
import csv
import dataclasses
import json
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from . import machine, peers
from .learners import Handed
from .measure import Run, run
from .peers import Installed, Marks, Peer, UnusableError

TIMEOUT_S = 900.0

Say = Callable[[str], None]


@dataclass(frozen=True)
class Batch:
    """A class that another grader has graded.

    Attributes:
        how: its command.
        rightly: how many of ``count`` got full marks just when they deserve them.
        problem: why there are no measurements, if there are none.
    """

    grader: str
    how: str
    count: int = 0
    cpu_s: float = 0.0
    wall_s: float = 0.0
    rightly: int = 0
    problem: str = ""


def measured(handed: list[Handed], folder: Path, say: Say) -> Iterator[Batch]:
    """What each of them takes for these submissions of softmax."""
    for name, how, measure in (
        ("otter-grader", "`otter run`, by as many as there are cores", _otter),
        ("nbgrader", "`nbgrader autograde`", _nbgrader),
    ):
        say(f"{name}: {len(handed)} submissions")
        try:
            yield dataclasses.replace(measure(handed, folder), how=how)
        except UnusableError as error:
            yield Batch(name, how, problem=str(error))


def _otter(handed: list[Handed], folder: Path) -> Batch:
    (peer,) = [each for each in peers.PEERS if each.name == "otter-grader"]
    cores = machine.here().cores
    copies = [peers.install(peer, Path(sys.prefix) / "peers", folder / f"copy{number}") for number in range(cores)]
    copies[0].grade(handed[0].source)  # for the bytecode, and the kernel's file cache
    begin = time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(cores) as pool:
        parts = [pool.submit(_one_by_one, copy, handed[number::cores]) for number, copy in enumerate(copies)]
        graded = [each for part in parts for each in part.result()]
    wall_s = time.monotonic() - begin
    rightly = sum(marks.are_full == (each.kind == "right") for each, _, marks in graded)
    cpu_s = sum(done.cpu_s for _, done, _ in graded)
    return Batch(f"{peer.name} {copies[0].version}", "", len(handed), cpu_s, wall_s, rightly)


def _one_by_one(copy: Installed, handed: list[Handed]) -> list[tuple[Handed, Run, Marks]]:
    return [(each, *copy.grade(each.source)) for each in handed]


def _nbgrader(handed: list[Handed], folder: Path) -> Batch:
    installed = peers.install(NBGRADER, Path(sys.prefix) / "peers", folder)
    course = installed.folder
    _called(installed, "generate_assignment", "softmax")
    release = json.loads((course / "release" / "softmax" / "softmax.ipynb").read_text("utf-8"))
    for each in handed:
        place = course / "submitted" / each.learner / "softmax"
        place.mkdir(parents=True)
        (place / "softmax.ipynb").write_text(json.dumps(_filled(release, each.source)), "utf-8")
    done = _called(installed, "autograde", "softmax")
    marks = _exported(installed)
    rightly = sum(marks[each.learner].are_full == (each.kind == "right") for each in handed if each.learner in marks)
    return Batch(f"nbgrader {installed.version}", "", len(handed), done.cpu_s, done.wall_s, rightly)


def _called(installed: Installed, *arguments: str) -> Run:
    done = run(installed.command("nbgrader", *arguments), installed.folder, installed.variables(), TIMEOUT_S)
    if done.code:
        last = [line for line in done.err.splitlines() if line.strip()][-1:] or [f"exit code {done.code}"]
        raise UnusableError(f"nbgrader {arguments[0]}: {last[0]}")
    return done


def _filled(release: dict[str, object], source: str) -> dict[str, object]:
    """The assignment with a learner's solution in it."""
    notebook = json.loads(json.dumps(release))
    (cell,) = [each for each in notebook["cells"] if each["metadata"].get("nbgrader", {}).get("solution")]
    cell["source"] = source
    return dict(notebook)


def _exported(installed: Installed) -> dict[str, Marks]:
    _called(installed, "export", "--to=grades.csv")
    with (installed.folder / "grades.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {each["student_id"]: Marks(float(each["score"] or 0), float(each["max_score"])) for each in rows}


def _clean(folder: Path) -> None:
    """Its folders, but for what is handed out."""
    for name in ("release", "submitted", "autograded"):
        shutil.rmtree(folder / name, ignore_errors=True)


NBGRADER = Peer(
    "nbgrader", ("nbgrader", "ipykernel"), "nbgrader", "unused/softmax.py", "reference.py", ("nbgrader",),
    lambda _done, _folder: Marks(0, 0), _clean,
)  # fmt: skip
