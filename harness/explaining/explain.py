"""From a learner's log to words: which known mistakes explain it."""

from __future__ import annotations

import dataclasses

from ..judging.judge import Evidence
from ..kata import Kata
from ..results import Misconception, Result
from .diagnosis import Diagnosis, diagnose
from .record import Test
from .versions import versions

LEAD = {
    "several": "One of {count} mistakes that look alike here. ",
    "pair": "One of two mistakes that together give your numbers. ",
    "part": "This explains some of what is wrong; something else is wrong as well. ",
}


def explain(kata: Kata, result: Result, evidence: Evidence) -> Result:
    """The result, with the known mistakes that explain its faults."""
    return dataclasses.replace(result, misconceptions=_named(diagnosis_of(kata, result, evidence)))


def diagnosis_of(kata: Kata, result: Result, evidence: Evidence) -> Diagnosis:
    """What is known about the faults in a result: how well the mistakes explain them is its ``kind``."""
    known = versions(kata)
    if not known.mistakes:
        return Diagnosis("nothing", (), ())
    statuses = {test.name: test.status for test in result.tests}
    tests = [Test(name, statuses[name] == "passed", exchanges) for name, exchanges in evidence.by_test()]
    return diagnose(known, tests, evidence.session.log.complete)


def _named(diagnosis: Diagnosis) -> tuple[Misconception, ...]:
    lead = LEAD.get(diagnosis.kind, "").format(count=len(diagnosis.mistakes))
    return tuple(Misconception(each.id, each.title, lead + each.message) for each in diagnosis.mistakes)
