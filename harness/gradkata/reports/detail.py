"""One result in full, as its learner reads it: what was checked, the most concrete thing known, what to do next.

It fits on a screen of 24 lines. The verdict and the next step come last, where the eye is when a command has ended.
"""

from __future__ import annotations

import functools

from ..results import LOAD, GradientMap, Kind, Result, Status, TestResult
from ..translation import say
from .apart import wrapped_apart
from .grid import grid
from .printed import printed
from .wrapping import points, wrapped

MOST_LINES = 22  # of a result, unless its maps are asked for
LEAST_CHECKS = 3  # lines of checks that are shown, however much else there is to say
INDENT = "  "
OF_CHECKS = (Status.PASSED, Status.FAILED, Status.ERROR, Status.SKIPPED)  # what a check may come to
UNKNOWN = "No mistake that I know gives these numbers."


def render_result(result: Result, *, maps: bool | None = None, prints: bool = False, then: str = "") -> str:
    """The result as text of at most 80 columns, with a line end.

    Args:
        maps: whether to show which entries are wrong, even if more is known; None: where nothing better is.
        prints: whether to show what the code printed.
        then: what to do when it is passed, or where to begin; often empty.
    """
    said = [line for paragraph in filter(None, _said(result)) for line in ["", *wrapped_apart(paragraph)]]
    if maps or (maps is None and _needs_map(result)):
        said += [line for each in _maps(result, most=3 if maps else 1) for line in ["", *grid(each)]]
    if then:
        said += ["", *wrapped(then)]
    heard = [*printed(result), ""] if prints and result.printed else []
    lines = [*_checks(result, MOST_LINES - len(said) - len(heard) - 2), *heard, verdict(result), *said[1:]]
    return "\n".join(lines) + "\n"


def verdict(result: Result) -> str:
    """What it came to, in one line."""
    return say(
        "{kata}: {status}, {score} of {highest} points.",
        kata=result.kata, status=say(result.status), score=points(result.score), highest=points(result.max_score),
    )  # fmt: skip


def paragraphs(result: Result) -> list[str]:
    """What is said of a result, without what was checked: the most concrete thing first."""
    return [each for each in _said(result) if each]


def _checks(result: Result, room: int) -> list[str]:
    """What was checked, and an empty line: all of it if there is room; else what failed, as far as it goes."""
    tests = [test for test in result.tests if test.name != LOAD]
    if not any(test.status is not Status.SKIPPED for test in tests) or result.held_up_by:
        return []
    whole = [line for test in tests for line in _check(test)]
    if len(whole) < room:
        return [*whole, ""]
    passed = sum(test.status is Status.PASSED for test in tests)
    said = say("{number} of {total} checks.", number=passed, total=len(tests))
    lines = [_row(say(Status.PASSED), said)] if passed else []
    rest = [_check(test) for test in tests if test.status is not Status.PASSED]
    left = max(room, LEAST_CHECKS) - len(lines) - 2
    while rest and len(rest[0]) <= left:
        left -= len(rest[0])
        lines += rest.pop(0)
    if rest:
        is_more = len(lines) > bool(passed)
        more = _row(say("and"), say("{number} more.", number=len(rest)))
        lines.append(more if is_more else _row(say(Status.FAILED), say("{number} checks.", number=len(rest))))
    return [*lines, ""]


def _check(test: TestResult) -> list[str]:
    first = _row(say(test.status), "")
    return wrapped(test.title or test.name, first, " " * len(first))


def _row(word: str, rest: str) -> str:
    """A word and what is said of it, in columns as wide as the longest status of a check."""
    return f"{INDENT}{word:<{max(len(say(each)) for each in OF_CHECKS) + 1}}{rest}"


def _said(result: Result) -> list[str]:
    """Paragraphs, the most concrete one first: what raised or has the wrong form, the likely mistake, the numbers."""
    remarks = " ".join(test.message for test in result.tests if test.name == LOAD and test.message)
    if result.status is Status.PASSED:
        return [" ".join(result.messages)]
    first = _first(result)
    if result.status is Status.UNATTEMPTED:
        return [remarks]
    if result.held_up_by or first is None:  # what follows from the cause need not be told
        return [remarks and say("Next: {words}", words=remarks)]
    said = [each for each in _explained(result, first) if each]
    return [remarks, say("Next: {words}", words=said[0]), *said[1:]]


def _first(result: Result) -> TestResult | None:
    return next((test for test in result.tests if test.name != LOAD and test.message), None)


def _explained(result: Result, first: TestResult) -> list[str]:
    likely, kind = _likely(result), _kind(result)
    if not likely:
        is_strange = kind is Kind.NONE and first.is_numbers
        return [first.message, first.remark, say(UNKNOWN) if is_strange else ""]
    is_told = kind is not Kind.PART or first.name in _told(result)
    if first.is_numbers and is_told:
        return [likely, first.remark, say("In numbers: {words}", words=first.message), _besides(result)]
    if is_told:
        return [first.message, likely, first.remark, _besides(result)]
    return [first.message, _in_part(result, likely), first.remark]


def _likely(result: Result) -> str:
    """What known mistakes say; where there are several, only what they are."""
    named, kind = result.misconceptions, _kind(result)
    if len(named) < 2 or kind is Kind.ONE:
        return named[0].words if named else ""
    causes = {each.cause: _either([one.title for one in named if one.cause == each.cause]) for each in named}
    if len(causes) == 1:
        return say("It looks like one of these: {titles}.", titles=_numbered([each.title for each in named]))
    if kind is Kind.PAIR:
        return say("These mistakes together give your numbers: {titles}.", titles=_numbered(list(causes.values())))
    return say("It looks like these: {titles}.", titles=_numbered(list(causes.values())))


def _either(titles: list[str]) -> str:
    return functools.reduce(lambda one, other: say("{one}, or else {other}", one=one, other=other), titles)


def _numbered(titles: list[str]) -> str:
    return "; ".join(f"({number}) {title}" for number, title in enumerate(titles, 1))


def _besides(result: Result) -> str:
    """What is left when the mistakes that were named are mended."""
    left = [test for test in _failed(result) if test.name not in _told(result)]
    if _kind(result) is not Kind.PART:
        return ""
    if not left:
        return say("Something else is wrong, too.")
    count, total = _share(result)
    if not count:
        return say("That explains a part of it. Besides: {words}", words=left[0].message)
    words = "That explains {number} of the {total} checks that failed. Besides: {words}"
    return say(words, number=count, total=total, words=left[0].message)


def _in_part(result: Result, likely: str) -> str:
    """The likely mistake, where it does not explain all."""
    count, total = _share(result)
    if not count:
        return say("This explains a part of it: {words}", words=likely)
    words = "This explains {number} of the {total} checks that failed: {words}"
    return say(words, number=count, total=total, words=likely)


def _share(result: Result) -> tuple[int, int]:
    """How many of the checks that failed are explained, and how many there are."""
    failed = _failed(result)
    return sum(test.name in _told(result) for test in failed), len(failed)


def _failed(result: Result) -> list[TestResult]:
    return [test for test in result.tests if test.name != LOAD and test.message]


def _told(result: Result) -> tuple[str, ...]:
    """The names of the tests whose faults are all explained."""
    return result.explanation.explained if result.explanation else ()


def _kind(result: Result) -> Kind:
    return result.explanation.kind if result.explanation else Kind.NOTHING


def _needs_map(result: Result) -> bool:
    """Whether nothing better is known than which entries are wrong."""
    first = _first(result)
    return _kind(result) is Kind.NONE and first is not None and first.is_numbers and not first.remark


def _maps(result: Result, most: int) -> tuple[GradientMap, ...]:
    return result.explanation.maps[:most] if result.explanation and not result.held_up_by else ()
