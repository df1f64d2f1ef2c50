"""From a learner's log to words: the known mistakes that explain it, the pass that is at fault, the wrong entries."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from collections.abc import Set as AbstractSet

import numpy as np

from ..judging.answers import Recorded
from ..judging.judge import Evidence
from ..kata import Kata
from ..reading.unwritten import unwritten
from ..results import Explanation, GradientMap, Kind, Misconception, Result, Status
from ..text.source import code_of
from ..translation import say
from .calls import Call
from .catalogue import Catalogue, catalogue_of
from .diagnosis import Diagnosis, diagnose
from .faults import Finding
from .gradient_map import gradient_map
from .mistakes import Mistake
from .outcomes import Path
from .sets import Part
from .transcript import Test
from .wrong_gradients import findings

MOST_MAPS = 3


def explain(kata: Kata, result: Result, evidence: Evidence) -> Result:
    """The result, with the known mistakes that explain its faults, and what else is known about them."""
    if not catalogue_for(kata, evidence.answers()).mistakes:
        return result
    diagnosis = diagnosis_of(kata, result, evidence)
    known = evidence.answers()
    reference = known.anywhere(evidence.seed) if isinstance(known, Recorded) else known
    failed = {test.name for test in result.tests if test.status == Status.FAILED}
    remarks, asked = findings(reference, evidence, failed)
    arrays = (asked.found, asked.right) if asked is not None else _arrays(diagnosis.calls)
    return dataclasses.replace(
        result,
        tests=tuple(dataclasses.replace(test, remark=remarks.get(test.name, "")) for test in result.tests),
        misconceptions=_named(diagnosis, failed),
        explanation=Explanation(diagnosis.kind, _maps(*arrays), tuple(sorted(diagnosis.explained & failed))),
    )


def diagnosis_of(kata: Kata, result: Result, evidence: Evidence) -> Diagnosis:
    """What is known about the faults in a result: how well the mistakes explain them is its ``kind``."""
    catalogue = catalogue_for(kata, evidence.answers())
    complete, before = evidence.session.log.complete, evidence.starts[0][1] if evidence.starts else 0
    return diagnose(
        catalogue, tests_of(result, evidence), complete if complete is None else complete - before,
        unwritten=unwritten(source for _, source in evidence.program.parts), is_repair=is_repair(kata),
    )  # fmt: skip


def tests_of(result: Result, evidence: Evidence) -> list[Test]:
    """The tests of a suite with what was asked in them."""
    statuses = {test.name: test.status for test in result.tests}
    return [Test(name, statuses[name] == Status.PASSED, exchanges) for name, exchanges in evidence.by_test()]


def catalogue_for(kata: Kata, answers: object) -> Catalogue:
    """What is known of a kata's mistakes, beside what knows the right answers."""
    return answers.catalogue() if isinstance(answers, Recorded) else catalogue_of(kata)


def is_repair(kata: Kata) -> bool:
    """Whether a kata begins with code that runs and is wrong."""
    return not unwritten(cell.python for cell in code_of(kata.stub))


def _named(diagnosis: Diagnosis, failed: AbstractSet[str]) -> tuple[Misconception, ...]:
    """The mistakes, each with how much it explains before its own words."""
    lead = _lead(diagnosis, failed)
    return tuple(
        _misconception(each, cause, [_alike(part), lead])
        for cause, part in enumerate(diagnosis.parts)
        for each in part.alternatives
    )


def _misconception(mistake: Mistake, cause: int, lead: list[str]) -> Misconception:
    words = say(mistake.message)
    return Misconception(mistake.id, say(mistake.title), " ".join([*filter(None, lead), words]), words, cause)


def _alike(part: Part) -> str:
    count = len(part.alternatives)
    return say("One of {number} mistakes that look alike here.", number=count) if count > 1 else ""


def _lead(diagnosis: Diagnosis, failed: AbstractSet[str]) -> str:
    if diagnosis.kind is Kind.PAIR:
        return say("One of {number} mistakes that together give your numbers.", number=len(diagnosis.parts))
    if diagnosis.kind is not Kind.PART:
        return ""
    count = len(diagnosis.explained & failed)
    if not count:
        return say("This explains a part of what is wrong; something else is wrong, too.")
    words = "This explains {number} of the {total} checks that failed; something else is wrong, too."
    return say(words, number=count, total=len(failed))


Arrays = Mapping[str, np.ndarray]


def _arrays(findings: tuple[Finding, ...]) -> tuple[Arrays, Arrays]:
    """The wrong arrays of the first call that gave some, and the right ones, by names that a learner knows."""
    for finding in findings:
        given, right = finding.call.learner, finding.right
        paths = [path for path in finding.faults() if _are_arrays(given.get(path), right.get(path))]
        if paths:
            names = {path: _name(finding.call, path) for path in sorted(paths, key=str)}
            return {name: given[path] for path, name in names.items()}, {n: right[path] for path, n in names.items()}
    return {}, {}


def _are_arrays(*leaves: object) -> bool:
    return all(isinstance(leaf, np.ndarray) and leaf.dtype.kind in "fiu" for leaf in leaves)


def _name(call: Call, path: Path) -> str:
    """What a learner calls an array: its key, or which argument or result it is."""
    words = [str(each) for each in path[1:]]
    if path[0] == "changes":
        return say("{argument} after {function}()", argument=_argument(call, path[1]), function=call.function)
    if words and not words[-1].isdecimal():
        return words[-1]
    if words:
        return say("result {number} of {function}()", number=int(words[-1]) + 1, function=call.function)
    return f"{call.function}()"


def _argument(call: Call, number: int) -> str:
    """An object among the arguments, by the name of its parameter, and its key in it."""
    question = call.question
    wanted = question.objects[number] if number < len(question.objects) else None
    names = question.parameters
    values = [*question.values[0], *question.values[1].values()] if len(question.values) == 2 else []
    for at, value in enumerate(values):
        name = names[at] if at < len(names) else say("an argument")
        if value is wanted:
            return name
        if isinstance(value, dict):
            for key, item in value.items():
                if item is wanted:
                    return f"{name}[{key!r}]"
    return say("an argument")


def _maps(found: Arrays, right: Arrays) -> tuple[GradientMap, ...]:
    grids = (gradient_map(name, found[name], right[name]) for name in right)
    return tuple([grid for grid in grids if grid is not None][:MOST_MAPS])
