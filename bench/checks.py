"""How long a check takes: with the references, from a tape, and in the page of `kata site` in a real browser."""

from __future__ import annotations

import contextlib
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from gradkata.finding.workspace import Workspace
from gradkata.kata import Pack, katas_of
from gradkata.kit.contents import kit_files
from gradkata.kit.tapes import tapes_of
from gradkata.learning.desk import Desk
from gradkata.plugins import Registry, load
from gradkata.results import Status

from . import machine
from .browsing import Visits, opened
from .peers import UnusableError
from .watching import PAUSE_S, texts

KATAS = ("softmax", "bptt")
ROUNDS = 3  # in each of which everything is measured, so that all of it meets the machine as it is
CHECKS = 5  # in a round, at each desk, and in the page after each verdict that opening it led to

Say = Callable[[str], None]


@dataclass
class Waited:
    """What was waited for one solution, by the clock, each time.

    Attributes:
        kind: ``right`` or ``wrong``.
        references_s: a check with the references, and ``tape_s`` one from a tape, at desks that stay open.
        page_s: a check in a page that is open.
        first_s: from opening a page that the browser does not know to the verdict, and ``second_s`` one that it knows.
    """

    kata: str
    kind: str
    references_s: list[float] = field(default_factory=list)
    tape_s: list[float] = field(default_factory=list)
    page_s: list[float] = field(default_factory=list)
    first_s: list[float] = field(default_factory=list)
    second_s: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class Checks:
    """All that was measured.

    Attributes:
        browser: its name and version.
        problem: why the page was not measured, if it was not.
        loads: the machine's, before each round and after the last.
    """

    each: list[Waited]
    rounds: int
    browser: str
    problem: str
    loads: list[float]


@dataclass(frozen=True)
class Bench:
    """What checks are made at: two desks, and the page if there is a browser for it."""

    references: Desk
    tape: Desk
    visits: Visits | None


def measured(say: Say = lambda _: None, rounds: int = ROUNDS, checks: int = CHECKS) -> Checks:
    """Measure."""
    solutions = {(kata, kind): text for kata in KATAS for kind, text in texts(kata).items()}
    waited = {each: Waited(*each) for each in solutions}
    loads, problem = [machine.load()], ""
    with tempfile.TemporaryDirectory() as name, contextlib.ExitStack() as stack:
        found = load()
        say("answers are recorded, unless they were before")
        tapes = dict.fromkeys(found.katas, b"") | tapes_of(found.katas[kata] for kata in KATAS)
        taped = _taped(found, tapes, Path(name) / "kit")
        references = stack.enter_context(_desk(found, Path(name) / "references"))
        tape = stack.enter_context(_desk(taped, Path(name) / "tape"))
        try:
            visits = stack.enter_context(opened(found.katas.values(), tapes, Path(name) / "page"))
        except UnusableError as error:
            visits, problem = None, str(error)
            say(f"the page is not measured: {problem}")
        bench = Bench(references, tape, visits)
        for number in range(rounds):
            say(f"round {number + 1} of {rounds}")
            for each, text in solutions.items():
                _wait(waited[each], text, bench, checks)
            loads.append(machine.load())
    return Checks(list(waited.values()), rounds, visits.browser if visits else "", problem, loads)


def _taped(found: Registry, tapes: Mapping[str, bytes], root: Path) -> Registry:
    """What a learner's kit brings: the same katas, with tapes in place of what is hidden."""
    for name, data in kit_files(found.katas.values(), tapes).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    taped = load()
    taped.katas = {kata.id: kata for kata in katas_of(Pack("kit", root)) if kata.id in found.katas}
    return taped


@contextlib.contextmanager
def _desk(found: Registry, root: Path) -> Iterator[Desk]:
    """A desk like that of `kata watch`, at which each solution was judged once."""
    workspace = Workspace(root)
    workspace.work.mkdir(parents=True)
    with Desk(found, workspace, prepares=True) as desk:
        for kata in KATAS:
            for kind, text in texts(kata).items():
                _check(desk, Waited(kata, kind), text)
        yield desk


def _wait(waited: Waited, text: str, bench: Bench, checks: int) -> None:
    for _ in range(checks):
        waited.references_s.append(_check(bench.references, waited, text))
        waited.tape_s.append(_check(bench.tape, waited, text))
    if bench.visits is not None:
        visited = bench.visits.of(waited.kata, text, waited.kind == "right", checks)
        waited.first_s.append(visited.first_s)
        waited.second_s.append(visited.second_s)
        waited.page_s += visited.checks_s


def _check(desk: Desk, waited: Waited, text: str) -> float:
    """Seconds until a desk has a verdict on what was just saved."""
    (desk.workspace.work / f"{waited.kata}.py").write_text(text, "utf-8")
    time.sleep(PAUSE_S)  # as after a save; the next process is made ready meanwhile
    begin = time.perf_counter()
    (result,) = desk.check(desk.handed_in([waited.kata]))
    taken_s = time.perf_counter() - begin
    assert (result.status is Status.PASSED) == (waited.kind == "right")
    return taken_s
