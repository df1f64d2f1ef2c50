"""What was found, as Markdown."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tabulate import tabulate

from bench.machine import Machine

from .outcomes import FALSE, FOUND, Group, Judged, Outcome
from .trouble import trouble

LEFT_OUT = "-"


@dataclass(frozen=True)
class Findings:
    """All that one run has found.

    Attributes:
        ref_s: CPU seconds of `python -c "import numpy"`.
    """

    machine: Machine
    command: str
    seeds: Sequence[int]
    ref_s: float
    judged: Sequence[Judged]

    def of(self, *groups: Group) -> list[Judged]:
        """The solutions of some groups."""
        return [each for each in self.judged if each.group in groups]


Row = Callable[[Sequence[Judged]], Sequence[str]]


def render(found: Findings) -> str:
    """The page docs/diagnosis.md."""
    parts = [_head(found), _summary(found), _singles(found), _doubles(found), _unlisted(found), _grading(found)]
    return "\n\n".join([*parts, _cost(found), COMPARISON, trouble(found.judged)]) + "\n"


def _head(found: Findings) -> str:
    machine, wrong = found.machine, found.of(Group.SINGLE, Group.DOUBLE, Group.UNLISTED)
    return f"""\
# How right the diagnosis is

Measured on {machine.day} by

    {found.command}

on {machine.cpu}, {machine.cores} cores, {machine.system}, Python {machine.python}, numpy {machine.numpy}, on \
{len(found.seeds)} seeds. A solution counts as what came of it on its worst seed. This page is written by that \
command; do not edit it.

## The set

{len(wrong)} wrong solutions and {len(found.of(Group.RIGHT))} right ones, in `accuracy/solutions`. Their authors had \
each kata's task and stub, and nothing else: not the known mistakes, not the references, not the suites, and not what \
gradkata says. They wrote down what is wrong with each, and wrote each in another hand: loops or whole arrays, \
classes, notebooks, names in several languages. For each kata they were asked for nine solutions with one mistake of \
those that learners make most often, three with two mistakes, two that are wrong in an unusual way, and six right ones.

The key says for each mistake which of the known ones are true names for it. It was made from the authors' words, the \
code and the known mistakes alone, never from what is said, and completed when more mistakes were known. A mistake \
that no title fits is *unlisted*: the best that can be done is to say what happened and where. Whoever extends the \
known mistakes or the search for them does not look at the solutions: of an earlier measurement only its counts, and \
what kinds of trouble there were in general words, were used. Once, somebody else looked at what had gone wrong and \
told its kinds; they tried five general changes of the search on this set before these were written anew, so the \
figures for two mistakes at once are a little better than on a set that nobody has ever tried. The set is no part of \
what is installed."""


def _summary(found: Findings) -> str:
    wrong = found.of(Group.SINGLE, Group.DOUBLE, Group.UNLISTED)
    named = [each for each in wrong if each.outcome in (*FOUND, *FALSE)]
    true = sum(each.outcome in FOUND for each in named)
    hits, known = sum(each.found for each in wrong), sum(each.known for each in wrong)
    false = sum(each.outcome is Outcome.WRONG for each in wrong)
    unlisted = found.of(Group.UNLISTED)
    told, numbers = (sum(each.outcome is kind for each in unlisted) for kind in (Outcome.TOLD, Outcome.UNKNOWN))
    return f"""\
## In short

- Of the {known} mistakes that have a name, {hits} are named (recall {_ratio(hits, known)}).
- Of the {len(named)} solutions in which a mistake is named, all that is named is true in {true} (precision \
{_ratio(true, len(named))}).
- Of the {len(unlisted)} solutions with mistakes that are unlisted only, {told} are told what happened, {numbers} \
which numbers are wrong.
- Of all {len(wrong)} wrong solutions, {false} are said for certain to have a mistake that they do not have \
({_percent(false, len(wrong))})."""


def _singles(found: Findings) -> str:
    headers = ("", "solutions", "named", "first of several", "among several", "named, and more", "told what happened",
               "numbers only", "named wrongly: perhaps", "for certain", "passed")  # fmt: skip
    kinds = (Outcome.ITSELF, Outcome.FIRST, Outcome.AMONG, Outcome.MORE, Outcome.TOLD, Outcome.UNKNOWN,
             Outcome.WRONG_PERHAPS, Outcome.WRONG, Outcome.PASSED)  # fmt: skip
    return f"""\
## One mistake that is known

*Named* alone, or *first of several* that look alike; *told what happened*: not the mistake, but an exception and \
its line, a shape, a missing return; *numbers only*: which numbers are wrong, and that no known mistake gives them. \
*Perhaps*: as one of several, or as a part of what is wrong.

{_table(headers, found.of(Group.SINGLE), _counts(kinds))}"""


def _doubles(found: Findings) -> str:
    headers = ("", "solutions", "both named", "one, and more", "one only", "told what happened", "numbers only",
               "named wrongly: perhaps", "for certain", "passed")  # fmt: skip
    kinds = (Outcome.BOTH, Outcome.MORE, Outcome.ONE_ONLY, Outcome.TOLD, Outcome.UNKNOWN, Outcome.WRONG_PERHAPS,
             Outcome.WRONG, Outcome.PASSED)  # fmt: skip
    doubles = found.of(Group.DOUBLE)
    half = sum(each.known < len(each.solution.expected) for each in doubles)
    return f"""\
## Two mistakes at once

*One, and more*: one is named, and it is said that something else is wrong as well. What looks alike is told as one \
mistake or another, and is named if one of them is true. In {half} of these solutions the other mistake is unlisted, \
so that no more can be had.

{_table(headers, doubles, _counts(kinds))}"""


def _unlisted(found: Findings) -> str:
    headers = ("", "solutions", "told what happened", "numbers only", "named wrongly: perhaps", "for certain", "passed")
    kinds = (Outcome.TOLD, Outcome.UNKNOWN, Outcome.WRONG_PERHAPS, Outcome.WRONG, Outcome.PASSED)
    return f"""\
## Mistakes that are unlisted

{_table(headers, found.of(Group.UNLISTED), _counts(kinds))}"""


def _counts(kinds: Iterable[Outcome]) -> Row:
    kinds = tuple(kinds)
    return lambda rows: [str(len(rows)), *(_count(rows, kind) for kind in kinds)]


def _count(rows: Sequence[Judged], kind: Outcome) -> str:
    count = sum(each.outcome is kind for each in rows)
    return str(count) if count else LEFT_OUT


def _grading(found: Findings) -> str:
    return f"""\
## Right and wrong

A *false pass* is a wrong solution that passes on some seed, a *false fail* a right one that does not pass on some seed.

{_table(("", "wrong", "false passes", "right", "false fails"), found.judged, _marks)}"""


def _marks(rows: Sequence[Judged]) -> list[str]:
    right = [each for each in rows if each.solution.is_right]
    wrong = [each for each in rows if not each.solution.is_right]
    fails = sum(bool(each.failures) for each in right)
    return [str(len(wrong)), _count(wrong, Outcome.PASSED), str(len(right)), str(fails) if fails else LEFT_OUT]


def _cost(found: Findings) -> str:
    def row(rows: Sequence[Judged]) -> list[str]:
        judging = [seen.judging_s / found.ref_s for each in rows for seen in each.seen]
        diagnosis = [seen.diagnosis_s / found.ref_s for each in rows for seen in each.seen if seen.diagnosis_s]
        return [text for costs in (judging, diagnosis) for text in _mean_and_worst(costs)]

    headers = ("CPU, × REF", "judging: mean", "worst", "diagnosis: mean", "worst")
    return f"""\
## What it costs

For one submission, of all right and wrong ones; diagnosis for those that need one. REF is \
`python -c "import numpy"` in the same run, {1000 * found.ref_s:.0f} ms of CPU time. The suite is collected \
beforehand; variants of the reference are made when they are first needed. What the submission's own process uses \
counts as judging.

{_table(headers, found.judged, row)}"""


def _mean_and_worst(costs: Sequence[float]) -> tuple[str, str]:
    return (f"{statistics.mean(costs):.2f}", f"{max(costs):.2f}") if costs else (LEFT_OUT, LEFT_OUT)


def _table(headers: Sequence[str], judged: Sequence[Judged], row: Row) -> str:
    """A row for each kata, and one for all."""
    katas = dict.fromkeys(each.solution.kata for each in judged)
    rows = [[f"`{kata}`", *row([each for each in judged if each.solution.kata == kata])] for kata in katas]
    rows.append(["**all**", *(f"**{text}**" for text in row(judged))])
    alignment = ["left"] + ["right"] * (len(headers) - 1)
    return tabulate(rows, headers, tablefmt="github", colalign=alignment, disable_numparse=True)


def _ratio(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else LEFT_OUT


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else LEFT_OUT


COMPARISON = """\
## Beside published figures

These are other tasks, on other programs, so only orders of magnitude compare.

| | |
| --- | --- |
| learned localisation of faults in neural networks | recall 0.33, precision 0.21; at best 0.55 and 0.37 |
| feedback on students' programs by GPT-4 | 8 % invalid, 5 % invented |
| classifiers of misconceptions | recall 0.91 on questions that were seen, 0.06 on others |"""
