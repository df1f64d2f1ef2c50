"""Measures, and writes the page."""

from __future__ import annotations

import json
import os
import shlex
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click

from . import (
    checks,
    course,
    gradkata,
    large_reports,
    machine,
    measure,
    peers,
    price,
    room,
    starting,
    training,
    watching,
)
from .measure import Run
from .peers import Installed, Marks, UnusableError
from .report import (
    PRICE,
    STARTING,
    TRAINING,
    WATCHING,
    Findings,
    Row,
    price_section,
    render,
    section_of,
    starting_section,
    training_section,
    watching_section,
    with_section,
)
from .report_checks import SITE, checks_section
from .report_course import COURSE, REPORTS, course_section, reports_section
from .report_room import ROOM, room_section
from .room_figures import room_figures
from .submissions import ROOT, Work, submissions, write_class

PAGE = ROOT / "docs" / "benchmarks.md"
FIGURES = ROOT / "build" / "room.json"
PARTS = ("price", "start-up", "training", "watch", "course", "reports", "page", "room")
BY_NAME = (COURSE, REPORTS, SITE, ROOM)  # what is measured only when it is asked for: it takes minutes
CHEATS = {
    "a patched `assert_allclose`": "patches_numpy_testing",
    "the reference, read off the stack": "reads_reference_off_the_stack",
    "an array that lies": "close_to_everything",
}


@dataclass
class Gauge:
    """What is measured again and again between the other measurements: REF, and the machine's load."""

    repeat: int
    refs: list[Run] = field(default_factory=list)
    loads: list[float] = field(default_factory=list)

    def take(self) -> None:
        self.loads.append(machine.load())
        command = [sys.executable, "-c", "import numpy"]
        self.refs += [measure.run(command, ROOT) for _ in range(self.repeat)]


@click.command()
@click.argument("part", required=False, type=click.Choice(PARTS))
@click.option("--submissions", "count", default=60, show_default=True, type=click.IntRange(min=2))
@click.option("--repeat", default=5, show_default=True, type=click.IntRange(min=1), help="Runs to take medians of.")
@click.option("--peer", "names", multiple=True, help="Only this peer, by a part of its name; may be given again.")
@click.option("--isolation", default="auto", show_default=True, help="What to pass on to `kata grade`.")
@click.option("--minutes", default=5.0, show_default=True, type=click.FloatRange(min=0.05), help="Of the room.")
@click.option("--learners", default=50, show_default=True, type=click.IntRange(min=2), help="In the room.")
@click.option("--seed", default=1, show_default=True, help="Of what happens in the room.")
@click.option("--quick", is_flag=True, help="Ten submissions, small classes, no peers, and no page unless --out.")
@click.option("--out", type=click.Path(path_type=Path), help=f"The page to write; by default {PAGE.relative_to(ROOT)}.")
def main(
    part: str | None, count: int, repeat: int, names: tuple[str, ...], isolation: str, minutes: float, learners: int,
    seed: int, quick: bool, out: Path | None,
) -> None:  # fmt: skip
    """Measure what gradkata costs, beside other graders; with PART, that part of the page alone."""
    if not hasattr(os, "wait4"):
        raise click.UsageError("this system does not tell what a process and its children cost: no os.wait4")
    measure.adopt_orphans()
    if part == "room":
        _room(room.Plan(minutes, learners, seed), out or PAGE, quick=quick)
        return
    if part is not None:
        _measure_part(part, out or PAGE, quick=quick)
        return
    chosen = [each for each in peers.PEERS if not names or any(name in each.name for name in names)]
    if quick:
        count, repeat, chosen = min(count, 10), 1, []
    gauge = Gauge(repeat)
    with tempfile.TemporaryDirectory() as folder:
        sizes = (10, 30, 100) if quick else (10, 100, 1000)
        page = render(_measure(count, repeat, chosen, isolation, sizes, Path(folder), gauge))
    click.echo(page, nl=False)
    if out is not None or not quick:
        _write(out or PAGE, _with_rest(page, _text(out or PAGE)))


def _measure_part(part: str, path: Path, *, quick: bool) -> None:
    parts = {"price": _price, "start-up": _starting, "training": _training, "watch": _watching, "reports": _reports}
    longer = {"course": _course, "page": _page}
    if part in longer:
        longer[part](path, quick=quick)
    else:
        parts[part](path)


def _course(path: Path, *, quick: bool) -> None:
    section = course_section(course.measured(_say, quick=quick), machine.here(), _command())
    if quick:
        click.echo(section)
    else:
        _replace(path, COURSE, section)


def _page(path: Path, *, quick: bool) -> None:
    found = checks.measured(_say, 1, 2) if quick else checks.measured(_say)
    section = checks_section(found, machine.here(), _command())
    if quick:
        click.echo(section)
    else:
        _replace(path, SITE, section)


def _room(plan: room.Plan, path: Path, *, quick: bool) -> None:
    """The figures go into a file, too: a run takes minutes, and says more than the page does."""
    found = room_figures(room.measured(plan, _say))
    section = room_section(found, machine.here(), _command())
    if quick:
        click.echo(section)
        return
    FIGURES.parent.mkdir(exist_ok=True)
    FIGURES.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    _say(f"The figures are in {FIGURES}")
    _replace(path, ROOM, section)


def _reports(path: Path) -> None:
    _replace(path, REPORTS, reports_section(large_reports.measured(_say), machine.here(), _command()))


def _price(path: Path) -> None:
    _replace(path, PRICE, price_section(price.measured(), machine.here(), _command()))


def _training(path: Path) -> None:
    _replace(path, TRAINING, training_section(training.measured(), machine.here(), _command()))


def _starting(path: Path) -> None:
    _replace(path, STARTING, starting_section(starting.measured(), machine.here(), _command()))


def _watching(path: Path) -> None:
    _replace(path, WATCHING, watching_section(watching.measured(), machine.here(), _command()))


def _replace(path: Path, heading: str, section: str) -> None:
    click.echo(section)
    _write(path, with_section(_text(path), heading, section))


def _with_rest(page: str, before: str) -> str:
    """The page with those sections of the one before it that are measured alone."""
    for heading in BY_NAME:
        if section := section_of(before, heading):
            page = with_section(page, heading, section)
    return page


def _text(path: Path) -> str:
    return path.read_text("utf-8") if path.exists() else ""


def _write(path: Path, page: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(page, "utf-8", newline="\n")
    _say(f"The page is in {path}")


def _measure(
    count: int, repeat: int, chosen: Sequence[peers.Peer], isolation: str, sizes: Sequence[int], folder: Path,
    gauge: Gauge,
) -> Findings:  # fmt: skip
    works, options = submissions(count), ("--isolation", isolation)
    _say("gradkata")
    gradkata.grade_class(1, 1, folder, *options)  # for the bytecode, and the kernel's file cache
    gauge.take()
    one = gradkata.grade_class(1, repeat, folder, *options)
    whole = gradkata.grade_class(count, repeat, folder, *options)
    gauge.take()
    learner = gradkata.grade_learner(repeat, *options)
    points = list(gradkata.scaling(sizes, repeat, folder, *options))
    gauge.take()
    _say("endless loops")
    overruns = gradkata.overruns(repeat, isolation)
    cheats = {name: _cheat(stem) for name, stem in CHEATS.items()}
    rows = [_own_row(works, whole)]
    marks: dict[str, list[Marks | None]] = {"gradkata": list(_cheat_gradkata(cheats, folder, options))}
    for peer in chosen:
        _say(peer.name)
        row, given = _measure_peer(peer, works, list(cheats.values()), folder)
        rows.append(row)
        marks[row.grader] = given
        gauge.take()
    _say("one submission more")
    more = price.measured(2 * repeat - 1, count)
    _say("start-up")
    starts = starting.measured()
    _say("saves")
    waits = watching.measured()
    _say("training")
    steps = training.measured()
    return Findings(
        machine.here(), _command(), gauge.loads, gradkata.median(gauge.refs), repeat, whole.report["isolation"], count,
        one.run, whole.run, rows, len(learner.marks), learner.run, points, gradkata.line(points), overruns,
        list(cheats), marks, more, starts, steps, waits,
    )  # fmt: skip


def _own_row(works: Sequence[Work], whole: gradkata.Graded) -> Row:
    learners = {each["learner"]: marks for each, marks in zip(whole.report["results"], whole.marks, strict=True)}
    rightly = sum(learners[work.learner].are_full == work.is_right for work in works)
    each = len(works)
    return Row("gradkata, start-up included", whole.run.cpu_s / each, whole.run.wall_s / each, rightly)


def _measure_peer(
    peer: peers.Peer, works: Sequence[Work], cheats: Sequence[str], folder: Path
) -> tuple[Row, list[Marks | None]]:
    """A peer's row, and its marks for the cheats; what it cannot do is said in their place."""
    try:
        installed = peers.install(peer, Path(sys.prefix) / "peers", folder)
    except UnusableError as error:
        return Row(peer.name, problem=str(error)), [None] * len(cheats)
    name = f"{peer.name} {installed.version}"
    try:
        return _row(name, installed, works), [_cheat_peer(installed, source) for source in cheats]
    except UnusableError as error:
        return Row(name, problem=str(error)), [None] * len(cheats)


def _row(name: str, installed: Installed, works: Sequence[Work]) -> Row:
    installed.grade(works[0].source)  # for the bytecode, and the kernel's file cache
    graded = [installed.grade(work.source) for work in works]
    rightly = sum(marks.are_full == work.is_right for work, (_, marks) in zip(works, graded, strict=True))
    cpu_s, wall_s = (sum(getattr(run, each) for run, _ in graded) / len(works) for each in ("cpu_s", "wall_s"))
    return Row(name, cpu_s, wall_s, rightly)


def _cheat(stem: str) -> str:
    return (ROOT / "tests" / "attacks" / f"{stem}.py").read_text("utf-8")


def _cheat_peer(installed: Installed, source: str) -> Marks | None:
    try:
        return installed.grade(source)[1]
    except UnusableError:
        return None


def _cheat_gradkata(cheats: dict[str, str], folder: Path, options: tuple[str, ...]) -> list[Marks]:
    """In the order of the cheats, which is that of the learners' names."""
    works = [Work(f"cheat{number}", source, False) for number, source in enumerate(cheats.values())]
    return gradkata.grade(write_class(works, folder / "cheats"), "--kata", "softmax", *options).marks


def _command() -> str:
    return shlex.join(["nox", "-s", "bench", *(["--", *sys.argv[1:]] if sys.argv[1:] else [])])


def _say(text: str) -> None:
    click.echo(text, err=True)


if __name__ == "__main__":
    main()
