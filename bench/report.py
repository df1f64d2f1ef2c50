"""What was measured, as Markdown."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tabulate import tabulate

from .machine import Machine
from .measure import Run
from .peers import Marks
from .price import MOST, Price
from .starting import Start
from .training import Step
from .watching import Wait, Waits

PRICE = "## One submission more"
STARTING = "## Starting a command"
TRAINING = "## A training step"
WATCHING = "## From a save to the verdict"


@dataclass(frozen=True)
class Row:
    """One grader, on all submissions; costs are for one of them.

    Attributes:
        rightly: how many submissions got full marks just when they deserve them.
        problem: why there are no measurements, if there are none.
    """

    grader: str
    cpu_s: float = 0.0
    wall_s: float = 0.0
    rightly: int = 0
    problem: str = ""


@dataclass(frozen=True)
class Findings:
    """All that one run of the bench has found. Runs are the medians of several."""

    machine: Machine
    command: str
    loads: Sequence[float]
    ref: Run
    repeat: int
    isolation: str
    count: int
    one: Run
    whole: Run
    rows: Sequence[Row]
    katas: int
    learner: Run
    scaling: Sequence[tuple[int, Run]]
    line: tuple[float, float]
    overruns: dict[str, float]
    cheats: Sequence[str] = ()
    marks: dict[str, list[Marks | None]] = field(default_factory=dict)
    price: Price | None = None
    starting: Sequence[Start] = ()
    training: Sequence[Step] = ()
    waits: Waits | None = None

    @property
    def marginal_s(self) -> float:
        """CPU seconds of a submission, without the start-up, which a class of one has too."""
        return (self.whole.cpu_s - self.one.cpu_s) / (self.count - 1)


def render(found: Findings) -> str:
    """The page docs/benchmarks.md."""
    parts = [_head(found), _graders(found), _own(found), _scaling(found), _loops(found), _cheats(found)]
    if found.price:
        parts.append(price_section(found.price, found.machine, found.command))
    if found.starting:
        parts.append(starting_section(found.starting, found.machine, found.command))
    if found.waits:
        parts.append(watching_section(found.waits, found.machine, found.command))
    if found.training:
        parts.append(training_section(found.training, found.machine, found.command))
    return "\n\n".join(part for part in parts if part) + "\n"


def table(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in which all but the first column stand to the right."""
    alignment = ["left"] + ["right"] * (len(headers) - 1)
    return tabulate(rows, headers, tablefmt="github", colalign=alignment, disable_numparse=True)


def _head(found: Findings) -> str:
    machine = found.machine
    return f"""\
# What grading costs

Measured on {machine.day} by

    {found.command}

on {machine.cpu}, {machine.cores} cores, {machine.system}, Python {machine.python}, numpy {machine.numpy}. The machine \
had other work to do as well: its load was {min(found.loads):.1f} to {max(found.loads):.1f}, so trust ratios of CPU \
time more than seconds, and seconds by the clock least. This page is written by that command; do not edit it.

REF is `python -c "import numpy"` with its default threads, in the same run: {ms(found.ref.cpu_s)} of CPU time, \
{ms(found.ref.wall_s)} by the clock, {found.ref.peak_mb:.0f} MiB. CPU time is user and system time of all processes \
that a command starts. gradkata ran at the isolation level `{found.isolation}`; its numbers are medians of \
{found.repeat} runs, those of a peer means over the submissions."""


def _graders(found: Findings) -> str:
    rows = [_grader(row, found) for row in found.rows]
    headers = ("for one submission", "CPU, × REF", "wall, × REF", "CPU", "wall", "judged rightly")
    return f"""\
## The same {found.count} submissions of softmax

Half of them are right, half wrong, some of the right ones are slow loops in Python. Every grader makes the same eight \
checks against the reference, in files that are in `bench/fixtures`; each peer is in an environment of its own, and is \
started once for each submission, as its documentation has it. *Judged rightly* counts the submissions that got full \
marks just when they deserve them.

{table(headers, rows)}"""


def _grader(row: Row, found: Findings) -> tuple[str, ...]:
    if row.problem:
        return (row.grader, "not measured", row.problem.replace("|", "/")[:200], "", "", "")
    ratios = (f"**{row.cpu_s / found.ref.cpu_s:.2f}**", f"{row.wall_s / found.ref.wall_s:.2f}")
    return (row.grader, *ratios, ms(row.cpu_s), ms(row.wall_s), f"{row.rightly} of {found.count}")


def _own(found: Findings) -> str:
    begin = found.one.cpu_s - found.marginal_s
    rows = [
        ("one submission more", found.marginal_s, f"(class of {found.count} − class of 1) / {found.count - 1}"),
        ("start-up", begin, "class of 1 − one submission"),
        (f"class of {found.count}, start-up included", found.whole.cpu_s, _clocked(found.whole)),
        (f"all {found.katas} katas of one learner, start-up included", found.learner.cpu_s, _clocked(found.learner)),
    ]
    shown = [(name, f"**{cpu / found.ref.cpu_s:.2f}**", ms(cpu), how) for name, cpu, how in rows]
    return f"## gradkata, start-up apart\n\n{table(('', 'CPU, × REF', 'CPU', ''), shown)}"


def _scaling(found: Findings) -> str:
    start, slope = found.line
    rows = [
        (
            f"{count:,}", f"{each.cpu_s / count / found.ref.cpu_s:.3f}",
            f"{(each.cpu_s - start) / count / found.ref.cpu_s:.3f}", _s(each.cpu_s), _s(start + slope * count),
            _s(each.wall_s), f"{each.peak_mb:.0f} MiB",
        )
        for count, each in found.scaling
    ]  # fmt: skip
    headers = (
        "submissions", "CPU of one, × REF", "less the start-up", "CPU of all", "on the line", "wall", "largest process",
    )  # fmt: skip
    return f"""\
## More submissions

The line is {_s(start)} + {ms(slope)} for each submission ({start / found.ref.cpu_s:.1f} × REF + \
{slope / found.ref.cpu_s:.3f} × REF), fitted to these classes so that each counts by its relative error. A class that \
is large enough is judged by several grader processes, each with a start-up of its own.

{table(headers, rows)}"""


def _loops(found: Findings) -> str:
    what = {"computing": "`while True: pass`, of CPU time", "waiting": "a loop that sleeps, by the clock"}
    rows = [(what[kind], ms(seconds)) for kind, seconds in found.overruns.items()]
    return f"""\
## Endless loops

By how much a loop outlives its limit, the median. The kernel holds a limit on CPU time by counting its ticks, the \
account afterwards is exact: so a loop may seem to be gone before its time.

{table(("gone after its deadline", "by"), rows)}"""


def _cheats(found: Findings) -> str:
    if not found.marks:
        return ""
    rows = [
        (grader, *("no marks" if each is None else _marked(each) for each in marks))
        for grader, marks in found.marks.items()
    ]
    return f"""\
## Cheats

Marks for three submissions that get nothing right by themselves (they are among `tests/attacks`), in each grader's \
own unit. The peers run a submission in the process that checks it. A container around it, as they are deployed \
with, keeps the host safe and not the marks. Full marks are in bold.

{table(("", *found.cheats), rows)}"""


def price_section(price: Price, machine: Machine, command: str) -> str:
    """The section on what one submission more costs, which stands for itself: it may be measured alone."""
    row = (f"**{price.ratio:.2f}**", f"{MOST:.2f}", *map(ms, (price.cpu_s, price.ref_s, price.one_s, price.whole_s)))
    headers = ("× REF", "at most", "CPU", "REF", "class of 1", f"class of {price.count}")
    return f"""\
{PRICE}

Measured on {machine.day} by `{command}` on {machine.cpu}, {machine.cores} cores, Python {machine.python}, at the \
isolation level `{price.isolation}`: CPU time of all processes, the least of {price.runs} runs that were taken by \
turns. One submission of softmax more is (class of {price.count} − class of 1) / {price.count - 1}. The machine's load \
was up to {price.load:.1f}: what is measured above 1 or 2 says more of the machine than of the grader.

{table(headers, [row])}"""


def starting_section(starts: Sequence[Start], machine: Machine, command: str) -> str:
    """The section on what it costs to start a command, which stands for itself: it may be measured alone."""
    headers = ("from cold", "CPU, × REF", "at most", "CPU")
    rows = [(each.name, f"**{each.ratio:.2f}**", f"{each.most:g}", ms(each.cpu_s)) for each in starts]
    return f"""\
{STARTING}

Measured on {machine.day} by `{command}` on {machine.cpu}, {machine.cores} cores, Python {machine.python}. All take \
their runs by turns, REF among them: {ms(starts[0].ref_s)} of CPU time. `kata check` judges a right softmax at the \
strongest level of isolation that there is, its processes included.

{table(headers, rows)}"""


def watching_section(waits: Waits, machine: Machine, command: str) -> str:
    """The section on how long a learner waits, which stands for itself: it may be measured alone."""
    headers = ("by the clock", "least", "median", "longest", "on an idle core at most")
    return f"""\
{WATCHING}

Measured on {machine.day} by `{command}` on {machine.cpu}, {machine.cores} cores, Python {machine.python}: \
{waits.runs} saves of each kind, by turns, under one `kata watch`, each from the rename that saves a file to the \
verdict on standard output. The machine's load was up to {waits.load:.1f}. Other work on it adds to a wait and takes \
nothing away, so the least says most of what it is like on a core that is idle. *Right* is the reference, *wrong* the \
reference with a known mistake, which is found and named meanwhile.

{table(headers, [_wait(each) for each in waits.each])}

rustlings, whose loop is the model, publishes no such figures. A learner reported about 2 seconds until it reacts \
(rust-lang/rustlings#1215, of 2022); the sources of its version 6 gather saves for 0.2 s before anything is compiled."""


def _wait(wait: Wait) -> tuple[str, ...]:
    most = "" if wait.most_s is None else ms(wait.most_s)
    return (wait.name, f"**{ms(min(wait.all_s))}**", ms(statistics.median(wait.all_s)), ms(max(wait.all_s)), most)


def training_section(steps: Sequence[Step], machine: Machine, command: str) -> str:
    """The section on training, which stands for itself: it may be measured alone."""
    headers = ("one step", "× as fast as published", "CPU", "")
    return f"""\
{TRAINING}

Measured on {machine.day} by `{command}` on {machine.cpu}, {machine.cores} cores, Python {machine.python}. One step is \
a chunk of 25 characters out of 65 through 100 hidden units, forward and back, in float64, with clipping and Adagrad. \
All take their steps by turns in one process, with one thread for linear algebra; their first losses agree. CPU time \
is that of all threads, in the fastest of many blocks of steps.

{table(headers, [_step(step, steps[0]) for step in steps])}"""


def with_section(page: str, heading: str, section: str) -> str:
    """The page with a section in the place of the one under ``heading``, or at its end if there is none."""
    before, found, after = page.partition(f"{heading}\n")
    if not found:
        return f"{page.rstrip()}\n\n{section}\n"
    _, following, rest = after.partition("\n## ")
    return f"{before}{section}\n{following}{rest}"


def section_of(page: str, heading: str) -> str:
    """The section under a heading; empty if there is none."""
    _, found, after = page.partition(f"{heading}\n")
    text, _, _ = after.partition("\n## ")
    return f"{heading}\n{text.rstrip()}" if found else ""


def _step(step: Step, first: Step) -> tuple[str, ...]:
    if step.problem:
        return (step.name, "not measured", "", step.problem.replace("|", "/")[:200])
    return (step.name, f"**{first.cpu_s / step.cpu_s:.2f}**", f"{step.cpu_s * 1e6:,.0f} µs", step.package)


def _marked(marks: Marks) -> str:
    return f"**{marks}**" if marks.are_full else str(marks)


def _clocked(run: Run) -> str:
    return f"{_s(run.wall_s)} by the clock"


def ms(seconds: float) -> str:
    """A time in milliseconds."""
    return f"{seconds * 1000:,.1f} ms" if seconds < 0.1 else f"{seconds * 1000:,.0f} ms"


def _s(seconds: float) -> str:
    return f"{seconds:.2f} s"
