"""The audit of katas: has everything judged that a suite should pass or fail, and draws the conclusions."""

from __future__ import annotations

import collections
import dataclasses
import math
import random
import statistics
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType

from ..authoring.examples import unchanged
from ..kata import Kata
from ..results import Kind
from ..translation import say, say_many
from . import cases
from .equivalents import load_equivalents, stale
from .findings import Audit, Count, Findings, Killing, Known, Naming, PairFindings
from .mutants import Mutant, mutants
from .trials import Judging, Verdict, judging
from .unfinished import unfinished
from .unproven import at, unproven

LEAST_CPU_S = 2  # for a mutant, which may loop
SLOWER = 4  # times as much CPU time as the reference needs: a mutant that takes longer loops, or might as well


@dataclasses.dataclass(frozen=True)
class Plan:
    """How much is to be judged.

    Attributes:
        seeds: on how many seeds everything right is judged; ``seed`` is the first of them.
        mutants: how many, drawn at random; None for all.
        pairs: how many pairs of mistakes, over all katas.
        jobs: in how many processes.
        is_first_look: whether only what takes a moment is judged: of wrong work the first form of each mistake, and
            nobody finds out how it is named.
    """

    seeds: int = 10
    seed: int = 0
    mutants: int | None = None
    pairs: int = 100
    jobs: int = 1
    is_first_look: bool = False


def audit(
    katas: Sequence[Kata],
    plan: Plan,
    on_step: Callable[[str], None] = lambda _: None,
    left_out: Mapping[str, str] = MappingProxyType({}),
) -> Audit:
    """Prove every kata that can be judged, and say of the others what they lack.

    Args:
        on_step: told what is done next.
        left_out: why some of the katas are, by their ids.

    Raises:
        UsageError: what is to be judged cannot be read, or there can be no processes.
    """
    findings: list[Findings] = []
    lacking = {kata.id: sentences for kata in katas if (sentences := unfinished(kata, left_out.get(kata.id, "")))}
    katas = [kata for kata in katas if kata.id not in lacking]
    if not katas:
        return Audit(plan.seed, plan.seeds, (), _pairs([]), lacking)
    chosen = cases.pairs(katas, plan.pairs, plan.seed)
    with judging(katas, plan.jobs, names_mistakes=not plan.is_first_look) as judged:
        for kata in katas:
            on_step(kata.id)
            findings.append(_audited(kata, plan, judged))
        if chosen:
            on_step(say_many("one pair of mistakes", "{number} pairs of mistakes", len(chosen)))
        pairs = _pairs(judged(chosen))
        return Audit(plan.seed, plan.seeds, tuple(findings), pairs, lacking, plan.is_first_look)


def _audited(kata: Kata, plan: Plan, judged: Judging) -> Findings:
    seeds = range(plan.seed, plan.seed + plan.seeds)
    found: dict[str, list[Verdict]] = collections.defaultdict(list)
    proper = cases.proper(kata, seeds)
    for verdict in judged([each for each in proper if each.is_quick] if plan.is_first_look else proper):
        found[verdict.case.kind].append(verdict)
    reference, right = found["reference"], found["reference"] + found["right"]
    return Findings(
        kata.id,
        right=Count(len(right), tuple(map(_false_alarm, (each for each in right if each.status != "passed")))),
        refused=_refused(found),
        mistakes=_naming([] if plan.is_first_look else found["mistake"]),
        styles=_naming([] if plan.is_first_look else found["style"]),
        unlisted=_unlisted(found["unlisted"]),
        mutants=_killing(kata, reference, plan, judged),
        grader_s=statistics.mean(each.grader_s for each in right),
        child_s=statistics.mean(each.child_s for each in right),
        leaks=tuple(dict.fromkeys(leak for verdict in found["mistake"] for leak in verdict.leaks)),
        known=_known(found["mistake"]),
        unproven=unproven(kata),
        examples=unchanged(kata),
    )


def _false_alarm(verdict: Verdict) -> str:
    if verdict.stumbles:
        kata = verdict.case.kata
        words = "{file}, {stumble}; the suite itself stops there, on what is right"
        return say(words, file=at(kata, kata.suite), stumble=verdict.stumbles[0])
    is_reference = verdict.case.kind == "reference"
    name = say("the reference") if is_reference else say("the right solution {name}", name=verdict.case.name)
    words = "{name} is {status} on seed {seed}: {message}"
    return say(words, name=name, status=say(verdict.status), seed=verdict.seed, message=verdict.message)


def _refused(found: dict[str, list[Verdict]]) -> Count:
    """The stub has to be unattempted; what is wrong has to fail, not just to end."""
    wrong = found["mistake"] + found["style"] + found["unlisted"]
    stubs = [each for each in found["stub"] if each.status != "unattempted"]
    problems = [say("the stub is {status}", status=say(each.status)) for each in stubs]
    words = "{name} is {status}, not failed"
    missed = [each for each in wrong if each.status != "failed"]
    problems += [say(words, name=each.case.name, status=say(each.status)) for each in missed]
    return Count(len(found["stub"]) + len(wrong), tuple(problems))


def _known(judged: Sequence[Verdict]) -> Known:
    return Known(len({each.case.mistakes for each in judged}), len(judged))


def _naming(judged: Iterable[Verdict]) -> Naming:
    """How mistakes were named; those that did not fail are told of elsewhere."""
    itself, among, another, unnamed = 0, list[str](), list[str](), list[str]()
    for each in judged:
        if each.status != "failed":
            continue
        (made,) = each.case.mistakes
        if each.named == ((made,),) and each.kind == Kind.ONE:
            itself += 1
        elif each.kind in (Kind.SEVERAL, Kind.PART) and all(made in part for part in each.named):
            among.append(each.case.name)
        elif each.named:
            another.append(_called(each))
        else:
            unnamed.append(each.case.name)
    return Naming(itself, tuple(among), tuple(another), tuple(unnamed))


def _unlisted(judged: Sequence[Verdict]) -> Count:
    certain = [each for each in judged if each.kind in (Kind.ONE, Kind.PAIR)]
    return Count(
        len(judged), tuple(say("the unknown mistake is named: {what}", what=_called(each)) for each in certain)
    )


def _killing(kata: Kata, reference: Sequence[Verdict], plan: Plan, judged: Judging) -> Killing:
    known, entries = mutants(kata), load_equivalents(kata)
    sample = _sample(known, plan)
    if any(each.status != "passed" for each in reference):
        sample = []  # every mutant would be killed
    slowest = max(each.child_s for each in reference)
    cpu_s = max(LEAST_CPU_S, math.ceil(SLOWER * slowest))
    found = list(zip(sample, judged(cases.of_mutants(kata, sample, plan.seed, {"cpu_s": cpu_s})), strict=True))
    passed = [mutant for mutant, verdict in found if verdict.status == "passed"]
    killed = [mutant for mutant, verdict in found if verdict.status != "passed"]
    listed = {entry.key for entry in entries}
    survivors = tuple(mutant for mutant in passed if mutant.key not in listed)
    problems = tuple(stale(entries, known, killed))
    return Killing(len(known), len(sample), len(passed) - len(survivors), survivors, problems)


def _sample(known: list[Mutant], plan: Plan) -> list[Mutant]:
    if plan.mutants is None or plan.mutants >= len(known):
        return known
    return random.Random(plan.seed).sample(known, plan.mutants)


def _pairs(judged: Iterable[Verdict]) -> PairFindings:
    both = part = 0
    hidden, other = list[str](), list[str]()
    for each in judged:
        made, named = set(each.case.mistakes), {name for part in each.named for name in part}
        if each.status != "failed":
            continue  # together they cancel out, or stop it: there is nothing to name
        if each.kind in (Kind.PAIR, Kind.SEVERAL) and named == made:
            both += 1
        elif each.kind == Kind.PART and named <= made:
            part += 1
        elif each.kind == Kind.ONE and named <= made:
            hidden.append(_called(each))
        else:
            other.append(_called(each))
    return PairFindings(both, part, tuple(hidden), tuple(other))


def _called(verdict: Verdict) -> str:
    named = " + ".join(_alternatives(part, is_alone=len(verdict.named) == 1) for part in verdict.named)
    return f"{verdict.case.kata.id}: {verdict.case.name} -> {named or say('nothing')} ({verdict.kind})"


def _alternatives(part: Sequence[str], *, is_alone: bool) -> str:
    words = say(" or ").join(part)
    return words if is_alone or len(part) == 1 else f"({words})"
