"""From a learner's log to words: the known mistakes that explain it, the pass that is at fault, the wrong entries."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

import numpy as np

from ..judging.judge import Evidence
from ..judging.loading import load_reference
from ..kata import Kata
from ..reading.unwritten import unwritten
from ..results import Explanation, GradientMap, Kind, Misconception, Result, Status
from ..text.source import code_of
from .catalogue import catalogue_of
from .diagnosis import Diagnosis, diagnose
from .faults import Finding
from .gradient_map import gradient_map
from .outcomes import Path
from .transcript import Test
from .wrong_gradients import findings

LEAD = {
    Kind.SEVERAL: "One of {count} mistakes that look alike here. ",
    Kind.PAIR: "One of two mistakes that together give your numbers. ",
    Kind.PART: "This explains some of what is wrong; something else is wrong as well. ",
}
MOST_MAPS = 3


def explain(kata: Kata, result: Result, evidence: Evidence) -> Result:
    """The result, with the known mistakes that explain its faults, and what else is known about them."""
    if not catalogue_of(kata).mistakes:
        return result
    diagnosis = diagnosis_of(kata, result, evidence)
    reference = load_reference(kata)
    failed = {test.name for test in result.tests if test.status == Status.FAILED}
    remarks, asked = findings(reference, evidence, failed)
    arrays = (asked.found, asked.right) if asked is not None else _arrays(diagnosis.calls)
    return dataclasses.replace(
        result,
        tests=tuple(dataclasses.replace(test, remark=remarks.get(test.name, "")) for test in result.tests),
        misconceptions=_named(diagnosis),
        explanation=Explanation(diagnosis.kind, _maps(*arrays)),
    )


def diagnosis_of(kata: Kata, result: Result, evidence: Evidence) -> Diagnosis:
    """What is known about the faults in a result: how well the mistakes explain them is its ``kind``."""
    statuses = {test.name: test.status for test in result.tests}
    tests = [Test(name, statuses[name] == Status.PASSED, exchanges) for name, exchanges in evidence.by_test()]
    complete, before = evidence.session.log.complete, evidence.starts[0][1] if evidence.starts else 0
    return diagnose(
        catalogue_of(kata), tests, complete if complete is None else complete - before,
        unwritten=unwritten(source for _, source in evidence.program.parts), is_repair=is_repair(kata),
    )  # fmt: skip


def is_repair(kata: Kata) -> bool:
    """Whether a kata begins with code that runs and is wrong."""
    return not unwritten(cell.python for cell in code_of(kata.stub))


def _named(diagnosis: Diagnosis) -> tuple[Misconception, ...]:
    lead = LEAD.get(diagnosis.kind, "").format(count=len(diagnosis.mistakes))
    return tuple(Misconception(each.id, each.title, lead + each.message) for each in diagnosis.mistakes)


Arrays = Mapping[str, np.ndarray]


def _arrays(findings: tuple[Finding, ...]) -> tuple[Arrays, Arrays]:
    """The wrong arrays of the first call that gave some, and the right ones, by names that a learner knows."""
    for finding in findings:
        given, right = finding.call.learner, finding.right
        paths = [path for path in finding.faults() if _are_arrays(given.get(path), right.get(path))]
        if paths:
            names = {path: _name(finding.call.function, path) for path in sorted(paths, key=str)}
            return {name: given[path] for path, name in names.items()}, {n: right[path] for path, n in names.items()}
    return {}, {}


def _are_arrays(*leaves: object) -> bool:
    return all(isinstance(leaf, np.ndarray) and leaf.dtype.kind in "fiu" for leaf in leaves)


def _name(function: str, path: Path) -> str:
    words = [str(each) for each in path[1:]]
    return words[-1] if words and not words[-1].isdecimal() else " ".join([function or "the result", *words])


def _maps(found: Arrays, right: Arrays) -> tuple[GradientMap, ...]:
    grids = (gradient_map(name, found[name], right[name]) for name in right)
    return tuple([grid for grid in grids if grid is not None][:MOST_MAPS])
