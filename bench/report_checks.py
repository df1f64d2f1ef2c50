"""The section of the page docs/benchmarks.md that is about `kata site`, as Markdown; it may be measured alone."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from .checks import Checks, Waited
from .machine import Machine
from .report import ms, table

SITE = "## A check in a browser"
MOST_S = {"page": 1.0, "first": 20.0, "second": 6.0}


def checks_section(found: Checks, machine: Machine, command: str) -> str:
    """The section on checks without references, and in a page."""
    headers = (
        "a check, the median", "with the references", "from a tape", "in the page", "tape, × references",
        "page, × tape", "page, × references",
    )  # fmt: skip
    return f"""\
{SITE}

Measured on {machine.day} by `{command}` on {machine.cpu}, {machine.cores} cores, Python {machine.python}, numpy \
{machine.numpy}: medians, by the clock, in {_count(found.rounds, "round")} in which everything is measured by turns. \
{_busy(found.loads, machine.cores)} *Right* is the reference, *wrong* the reference with a known mistake, which is \
found and named meanwhile. With the references and from a tape, each check is of what was just saved, at a desk like \
that of `kata watch`. From a tape, as in a learner's kit and in the page, right work is judged twice, with the inputs \
of two seeds: one whose answers tell mistakes apart, and another one.

{table(headers, [_check(each) for each in found.each])}

{_opening(found)}"""


def _busy(loads: Sequence[float], cores: int) -> str:
    words = (
        f"The machine's load was {loads[0]:.1f} before, and up to {max(loads):.1f} meanwhile, the browser's included"
    )
    if max(loads) <= cores:
        return f"{words}."
    return f"{words}: more wanted to run than there are cores, so trust ratios more than seconds."


def _opening(found: Checks) -> str:
    if found.problem:
        return f"The page was not measured: {found.problem}."
    page, first, second = (f"{seconds:g} s" for seconds in MOST_S.values())
    headers = ("from opening the page to the verdict", "first visit", "× a check", "second visit", "× a check")
    return f"""\
The page is that of `kata site`, with Pyodide packed in, in {found.browser} without a window, from a server on the \
same machine: a network adds the time that Pyodide's 16 MB take, on a first visit. It has recorded \
answers on these katas only; those on all would make it larger. A check in an open page should take {page} at most.

On a *first visit*, the browser knows nothing of the page; the solution is put into the editor while Python loads, and \
the check is asked for at once. On a *second visit* the page is opened again in the same browser, where the solution \
still is. They should take {first} and {second} at most. *A check* is one in the open page, as above.

{table(headers, [_visit(each) for each in found.each])}"""


def _check(each: Waited) -> tuple[str, ...]:
    references_s, tape_s = statistics.median(each.references_s), statistics.median(each.tape_s)
    shown = (f"{each.kata}, {each.kind}", ms(references_s), ms(tape_s))
    tape = _times(tape_s, references_s)
    if not each.page_s:
        return (*shown, "not measured", tape, "", "")
    page_s = statistics.median(each.page_s)
    return (*shown, ms(page_s), tape, _times(page_s, tape_s), _times(page_s, references_s))


def _visit(each: Waited) -> tuple[str, ...]:
    first_s, second_s, page_s = map(statistics.median, (each.first_s, each.second_s, each.page_s))
    return (
        f"{each.kata}, {each.kind}", f"{first_s:.1f} s", _times(first_s, page_s), f"{second_s:.1f} s",
        _times(second_s, page_s),
    )  # fmt: skip


def _times(seconds: float, of_s: float) -> str:
    return f"**{seconds / of_s:.1f}**"


def _count(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
