"""The checks of a result as other programs list them: each a name, a status, points, and what its learner reads."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterable
from fractions import Fraction

from ..results import LOAD, Grading, Result, Status, TestResult
from ..translation import say
from .audience import only_learner
from .detail import paragraphs
from .safe_text import clean_text, without_folders
from .wrapping import points

SMALLEST = 1000  # part of a point that is told apart


@dataclasses.dataclass(frozen=True)
class Check:
    """One check.

    Attributes:
        status: one of `passed`, `failed`, `error` and `skipped`.
        words: what is wrong, or worth knowing; of the first that failed, all that is known of the result.
    """

    name: str
    status: Status
    score: float
    max_score: float
    words: str = ""


def checks_of_one(grading: Grading, form: str) -> list[Check]:
    """All checks of the one learner that a grading is about, for the format ``form``.

    They have the name of the kata before their own where there are several katas. Where results are missing, a last
    one says so.

    Raises:
        UsageError: the grading is about several learners.
    """
    only_learner(form, (result.learner for result in grading.results))
    has_several = len({result.kata for result in grading.results}) > 1
    found = [
        dataclasses.replace(check, name=f"{result.kata}: {check.name}") if has_several else check
        for result in grading.results
        for check in checks_of(result)
    ]
    return [*found, interruption()] if grading.interrupted else found


def checks_of(result: Result) -> list[Check]:
    """The checks of a result in the order of its suite; that it could be loaded only where there is more to say."""
    tests = [test for test in result.tests if test.name != LOAD or test.status != Status.PASSED or test.message]
    first = next((test for test in tests if _is_told(test)), None)
    found = [
        Check(_name(test), _status(test), test.score, test.max_score, _words(test, result, first)) for test in tests
    ]
    if result.status != Status.PASSED and all(check.status == Status.PASSED for check in found):
        found.append(_whole(result))
    return found


def interruption() -> Check:
    """What stands for the results that are missing."""
    return Check(say("The grading"), Status.ERROR, 0.0, 0.0, say("The grading was interrupted; results are missing."))


def is_loaded(result: Result) -> bool:
    """Whether any check of the result was made, besides that the work can be loaded."""
    return any(test.status != Status.SKIPPED for test in result.tests if test.name != LOAD)


def why_unjudged(grading: Grading) -> list[str]:
    """What keeps the results of a grading from being judgements: for each that was not judged, and for all."""
    unjudged = [result for result in grading.results if not is_loaded(result) or result.fault]
    found = [advice(result) or verdict(result) for result in unjudged if result.status != Status.PASSED]
    return [*dict.fromkeys(found), *([interruption().words] if grading.interrupted or not unjudged else [])]


def verdict(result: Result) -> str:
    """What the result came to, in one sentence."""
    return say(
        "{kata}: {status}, {score} of {most} points.",
        kata=result.kata, status=result.status, score=points(result.score), most=points(result.max_score),
    )  # fmt: skip


def advice(result: Result) -> str:
    """All that is said of a result, in paragraphs."""
    return readable("\n\n".join(paragraphs(result)))


def readable(text: str) -> str:
    """Text that may go to other programs and other people."""
    return without_folders(clean_text(text))


def parts_of_a_point(checks: Iterable[Check]) -> int:
    """The least number by which all points have to be multiplied for those that can be had to be whole."""
    return math.lcm(*(Fraction(check.max_score).limit_denominator(SMALLEST).denominator for check in checks))


def whole_points(score: float, parts: int) -> int:
    """Points in parts of a point; what is no whole part is not given."""
    return math.floor(score * parts + 1 / SMALLEST)


def _is_told(test: TestResult) -> bool:
    """Whether a check says what is wrong with the work; that it was not made says nothing."""
    return test.status in (Status.FAILED, Status.ERROR) and bool(test.message)


def _name(test: TestResult) -> str:
    return clean_text(test.title or test.name) or "-"


def _status(test: TestResult) -> Status:
    """One of the four that a check can have."""
    four = (Status.PASSED, Status.FAILED, Status.SKIPPED)
    return Status(test.status) if test.status in four else Status.ERROR


def _words(test: TestResult, result: Result, first: TestResult | None) -> str:
    own = readable(" ".join(part for part in (test.message, test.remark) if part))
    if test is first and test.name != LOAD:
        own = advice(result) or own
    if own or test.status == Status.PASSED:
        return own
    return say("Not checked.") if test.status == Status.SKIPPED else say("This is not right.")


def _whole(result: Result) -> Check:
    """What stands for a result whose checks do not show that it is not passed."""
    is_missing = result.status == Status.UNATTEMPTED
    status = Status.SKIPPED if is_missing else Status.FAILED if result.status == Status.FAILED else Status.ERROR
    return Check(say("Your work as a whole"), status, 0.0, 0.0, verdict(result))
