"""What a grading finds out: frozen values, made by the judge and passed on to reports."""

from __future__ import annotations

import dataclasses
import enum

from .identity import Identity

LOAD = "load"  # the name of the check that everything else depends on: that the submission can be loaded


class Status(enum.StrEnum):
    """What became of work on a kata, or of one test of it.

    A result is any of these but ``skipped``; a test is ``passed``, ``failed``, ``error`` or ``skipped``.
    """

    PASSED = "passed"
    FAILED = "failed"  # ran, and is wrong
    ERROR = "error"  # of a result: could not be loaded; of a test: could not be judged
    TIMEOUT = "timeout"
    KILLED = "killed"
    UNATTEMPTED = "unattempted"
    SKIPPED = "skipped"


class Kind(enum.StrEnum):
    """How known mistakes explain what is wrong."""

    ONE = "one"  # one mistake explains all of it
    SEVERAL = "several"  # several do so equally
    PAIR = "pair"  # two together do
    PART = "part"  # one explains some of it
    NONE = "none"  # no known mistake explains any
    NOTHING = "nothing"  # no number is wrong: there is nothing to explain


@dataclasses.dataclass(frozen=True)
class Place:
    """A line of a learner's file; ``file`` is its name, for a notebook with the cell: ``softmax.ipynb, cell 3``."""

    file: str
    line: int


@dataclasses.dataclass(frozen=True)
class TestResult:
    """One check.

    Attributes:
        title: what it is about, in the learner's words.
        message: what is wrong, or worth knowing; empty if there is nothing to say.
        remark: where it comes from, as far as calls with other arguments tell; often empty.
        is_numbers: whether the message says no more than that numbers are other ones.
        place: where an editor shows what is wrong; None if nothing is, or nobody knows.
        stumble: where the suite itself stopped, and at what, for its author; nearly always empty.
    """

    __test__ = False  # not a test, whatever pytest makes of its name

    name: str
    status: Status
    score: float
    max_score: float
    message: str = ""
    title: str = ""
    remark: str = ""
    is_numbers: bool = False
    place: Place | None = None
    stumble: str = ""


@dataclasses.dataclass(frozen=True)
class Misconception:
    """A known mistake, named, that explains the wrong numbers.

    Attributes:
        message: how much it explains, and the mistake's own words.
        words: the mistake's own words alone.
        cause: which of the causes it is; mistakes that look alike are one cause.
    """

    id: str
    title: str
    message: str
    words: str = ""
    cause: int = 0


class Sign(enum.StrEnum):
    """What is wrong with an entry of an array, as one character."""

    RIGHT = "."
    NO_NUMBER = "n"
    ZERO = "0"
    TURNED = "-"
    SMALL = "<"
    LARGE = ">"
    OTHER = "x"


@dataclasses.dataclass(frozen=True)
class GradientMap:
    """Which entries of an array are wrong, and how.

    Attributes:
        rows: of an array of two axes, or the one row of a vector or a column: a `Sign` for each entry.
        errors: of the same entries, divided by the largest entry that is right; at most 2 either way.
    """

    name: str
    shape: tuple[int, ...]
    rows: tuple[str, ...]
    errors: tuple[tuple[float, ...], ...]


@dataclasses.dataclass(frozen=True)
class Explanation:
    """What is known about wrong numbers, besides the known mistakes.

    Attributes:
        kind: how the mistakes that were named explain them.
        maps: of the first wrong call.
        explained: the names of the tests that they explain all faults of.
    """

    kind: Kind
    maps: tuple[GradientMap, ...] = ()
    explained: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True)
class Result:
    """What one learner's work on one kata came to.

    Attributes:
        duration_s: seconds by the clock.
        cpu_s: seconds of CPU time that the learner's process used.
        isolation: the level that it ran at.
        imports: the learner's own files that it imported while it was loaded.
        explanation: what more is known about work that ran and is wrong.
        held_up_by: the kata that has to be done first, since its file is imported and is wrong; empty if none is.
        fault: what failed of gradkata's own, so that this is no judgement of the work; nearly always empty.
        found: what lies there in place of work that is missing, for whoever grades; often empty.
        printed: the beginning of what its code printed while it was judged, for its learner and in no report; empty
            where nobody asked for it.
        printed_lines: how many lines it printed in all; of work that did not run to its end, at least so many.
        who: who the learner is, as far as a platform or a list of the class says it.
    """

    learner: str
    kata: str
    status: Status
    score: float
    max_score: float
    duration_s: float
    tests: tuple[TestResult, ...]
    misconceptions: tuple[Misconception, ...] = ()
    imports: tuple[str, ...] = ()
    held_up_by: str = ""
    explanation: Explanation | None = None
    cpu_s: float = 0.0
    isolation: str = ""
    fault: str = ""
    found: str = ""
    printed: str = ""
    printed_lines: int = 0
    who: Identity | None = None

    @property
    def messages(self) -> list[str]:
        """What there is to tell, in the order of the suite."""
        return [test.message for test in self.tests if test.message]


@dataclasses.dataclass(frozen=True)
class Grading:
    """All results of one grading, by learner and kata.

    Attributes:
        seed: what every random input was drawn from.
        isolation: the level that learners' code ran at.
        interrupted: whether it was stopped before its end, so that results are missing.
    """

    seed: int
    isolation: str
    results: tuple[Result, ...]
    interrupted: bool = False

    @property
    def passed(self) -> bool:
        """Whether everything that was asked for is passed."""
        return not self.interrupted and all(result.status == Status.PASSED for result in self.results)
