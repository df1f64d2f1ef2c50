"""The broken katas, fault by fault: the stub is the reference with all faults in it, and each is found and told.

Whoever always mends what the first message is about comes through, with more points after each repair.
"""

import re

import pytest
from gradkata.auditing.faults import load_faults, with_faults
from gradkata.finding.submission import Submission
from gradkata.grader import Grader
from gradkata.job import job_of
from gradkata.kata import katas_of
from gradkata.reading.programs import parts_at
from gradkata_transformer.plugin import kata_packs

FAULTS = {kata: faults for kata in katas_of(kata_packs()[0]) if (faults := load_faults(kata))}
PATIENTLY = {"wall_s": 600}  # a limit that right work does not meet, however busy the machine is
LEVEL = "process"  # what is judged is the pack's own

each_kata = pytest.mark.parametrize("kata", FAULTS, ids=lambda kata: kata.id)
each_fault = pytest.mark.parametrize(
    ("kata", "fault"), [pytest.param(kata, each, id=each.id) for kata, faults in FAULTS.items() for each in faults]
)


def code(path):
    """The pieces of code in a file, without what a module's first words say about it."""
    return [re.sub(r'\A"""(.*?)"""', "", source, flags=re.DOTALL) for _, source in parts_at(path)]


@pytest.fixture(scope="module")
def grader():
    with Grader(list(FAULTS), explain=lambda _kata, result, _evidence: result, is_trusted=True) as grader:
        yield grader


@pytest.fixture
def graded(grader, tmp_path):
    """A function from a kata and some of its faults to the result of a reference that has just these."""

    def graded(kata, faults):
        path = tmp_path / kata.reference.name
        path.write_text(with_faults(kata, faults), "utf-8")
        return grader.grade(job_of(Submission("ada", kata.id, path), 1, limits=PATIENTLY, level=LEVEL))

    return graded


def check_told(fault, result):
    """Check that what a learner is told next is this fault."""
    assert result.status == "failed", result.messages
    test = next(test for test in result.tests if test.message)
    assert test.name.partition("[")[0] == fault.test, result.messages
    assert all(words in test.message for words in fault.told), test.message


@each_kata
def test_the_stub_is_the_reference_with_every_fault_in_it(kata, tmp_path):
    faults = FAULTS[kata]
    path = tmp_path / kata.stub.name
    path.write_text(with_faults(kata, faults), "utf-8")
    assert code(path) == code(kata.stub)
    assert with_faults(kata, faults[::-1]) == with_faults(kata, faults), "the faults have to go in in any order"


@each_fault
def test_each_fault_alone_is_found_and_told(kata, fault, graded):
    result = graded(kata, [fault])
    check_told(fault, result)
    assert result.max_score / 2 <= result.score < result.max_score, result.messages


@each_kata
def test_whoever_mends_what_the_first_message_is_about_comes_through(kata, graded):
    left, scores = FAULTS[kata][1:], []  # with all of them it is the stub as handed out
    for fault in FAULTS[kata][1:]:
        result = graded(kata, left)
        check_told(fault, result)
        scores.append(result.score)
        left = [other for other in left if other is not fault]
    result = graded(kata, left)
    assert result.status == "passed", result.messages
    assert [*scores, result.score] == sorted([*scores, result.score])
