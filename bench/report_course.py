"""The sections of the page that are about a whole course, as Markdown; each may be measured alone."""

from __future__ import annotations

from .batches import Batch
from .course import Course, Courses
from .large_reports import Report, Reports
from .machine import Machine
from .report import ms, table

COURSE = "## A whole course"
REPORTS = "## Ten thousand results"


def course_section(found: Courses, machine: Machine, command: str) -> str:
    """The section on grading a class at once."""
    headers = (
        "a class", "files", "hostile", "stopped", "CPU, × REF", "wall, × REF", "CPU", "wall", "cores busy",
        "without a result", "judged rightly", "memory, first → last quarter",
    )  # fmt: skip
    rows = [_course(each, found, machine.cores) for each in found.each]
    return f"""\
{COURSE}

Measured on {machine.day} by `{command}` on {machine.cpu}, {machine.cores} cores, Python {machine.python}, at the \
isolation level `{found.isolation}`; REF is {ms(found.ref_s)} of CPU time, {ms(found.ref_wall_s)} by the clock. The \
machine's load was {found.load:.1f} before. One command grades each class, with a gradebook. One file in ten is one of \
`tests/attacks`, half of the others are right, half wrong, from `reference/*/right` and `reference/*/wrong`. *Stopped* \
counts what used up its time: one that computes has 4 s of CPU time, one that waits 17 s by the clock, in which it \
keeps no core busy. *Judged rightly* counts what passed just when it is right, of what is not hostile. \
*Memory* is the most that all grader processes together hold in the first quarter of the run and in the last; the \
results themselves are kept until the report.

{table(headers, rows)}

{_others(found, machine.cores)}"""


def reports_section(found: Reports, machine: Machine, command: str) -> str:
    """The section on reports of many results."""
    counts = [f"{count:,}" for count in found.counts]
    headers = ("CPU for a thousand, among", *counts, "growth", f"size of all {counts[-1]}")
    return f"""\
{REPORTS}

Measured on {machine.day} by `{command}` on {machine.cpu}, {machine.cores} cores, Python {machine.python}; the \
machine's load was up to {found.load:.1f}. All katas, right and wrong work with what is known about it, in every \
format that holds a class. *Growth* is what a thousand cost among the most, divided by what they cost among the \
fewest: what is linear has about 1. A result takes {found.bytes_each:,.0f} bytes in a gradebook, on \
average, and {found.held_each:,.0f} bytes of memory until the report is written.

{table(headers, [_report(each) for each in found.each])}"""


def _course(each: Course, found: Courses, cores: int) -> tuple[str, ...]:
    name = f"{each.learners} learners × {each.katas} kata{'s' if each.katas > 1 else ''}"
    first, last, _ = each.memory
    return (
        name, f"{each.count:,}", f"{each.hostile:,}", str(each.timeouts), f"**{each.cpu_s / found.ref_s:,.0f}**",
        f"**{each.wall_s / found.ref_wall_s:,.0f}**", f"{each.cpu_s:,.0f} s", f"{each.wall_s:,.0f} s",
        f"**{100 * each.busy(cores):.0f} %**", str(each.missing), f"{each.rightly:,} of {each.count - each.hostile:,}",
        f"{first:.0f} → {last:.0f} MiB",
    )  # fmt: skip


def _others(found: Courses, cores: int) -> str:
    headers = (
        "for one submission", "with", "CPU, × REF", "wall, × REF", "cores busy", "judged rightly",
        *(f"{each.count:,} would take" for each in found.each),
    )  # fmt: skip
    return f"""\
Others grade a part of the first class, without what is hostile: they run a submission with all the rights of whoever \
grades. What the classes would take is that, so many times over; every file then counts as one of softmax.

{table(headers, [_other(each, found, cores) for each in (*_own(found), *found.others)])}"""


def _own(found: Courses) -> list[Batch]:
    first = found.each[0]
    return [Batch("gradkata, all of the class", "`kata grade`", first.count, first.cpu_s, first.wall_s, first.rightly)]


def _other(each: Batch, found: Courses, cores: int) -> tuple[str, ...]:
    if each.problem:
        return (
            each.grader,
            each.how,
            "not measured",
            each.problem.replace("|", "/")[:200],
            *[""] * (2 + len(found.each)),
        )
    cpu_s, wall_s = each.cpu_s / each.count, each.wall_s / each.count
    own = each.grader.startswith("gradkata")
    whole = [_minutes(one.wall_s if own else wall_s * one.count) for one in found.each]
    of = each.count - found.each[0].hostile if own else each.count
    return (
        each.grader, each.how, f"**{cpu_s / found.ref_s:.2f}**", f"**{wall_s / found.ref_wall_s:.2f}**",
        f"{100 * each.cpu_s / each.wall_s / cores:.0f} %", f"{each.rightly} of {of}", *whole,
    )  # fmt: skip


def _report(each: Report) -> tuple[str, ...]:
    size = f"{each.sizes[-1]:.1f} MiB" if each.sizes else ""
    return (each.name, *map(ms, each.each_s), f"**{each.growth:.2f}**", size)


def _minutes(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 100 else f"{seconds / 60:.0f} min"
