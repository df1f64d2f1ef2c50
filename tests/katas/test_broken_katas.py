"""The broken katas, fault by fault: those with a file `reference/<id>/faults.toml`.

The stub is the reference with every fault put in. Each fault alone has to be found, by the test that the file names,
and told in words that fit; and a learner who always mends what the first message is about has to come through.
"""

from __future__ import annotations

import re

import pytest
from gradkata import plugins
from gradkata.auditing.faults import Fault, load_faults, with_faults
from gradkata.finding.submission import Submission
from gradkata.job import job_of
from gradkata.reading.programs import parts_at
from gradkata.results import Result

from tests.helpers import PATIENTLY, grade_all

FAULTS = {kata: faults for kata in plugins.load().katas.values() if (faults := load_faults(kata))}


def each(condition):
    """Parametrises a test with the faults that meet a condition, and their katas."""
    chosen = [(kata, fault) for kata, faults in FAULTS.items() for fault in faults if condition(fault)]
    return pytest.mark.parametrize(
        ("kata", "fault"), [pytest.param(*pair, id=f"{pair[0].id}-{pair[1].id}") for pair in chosen]
    )


each_kata = pytest.mark.parametrize("kata", [pytest.param(kata, id=kata.id) for kata in FAULTS])


def code(path) -> list[str]:
    """The pieces of code in a file, without what a module's first words say about it."""
    sources = [source for _, source in parts_at(path)]
    return [re.sub(r'\A"""(.*?)"""', "", source, flags=re.DOTALL) for source in sources]


@pytest.fixture
def written(tmp_path):
    """A function that writes a reference with faults put in, and gives the file."""

    def written(kata, faults):
        path = tmp_path / kata.reference.name
        path.write_text(with_faults(kata, faults), "utf-8")
        return path

    return written


@pytest.fixture
def broken(request, process_starter, written):
    """A function from faults to the results of a submission that has just these, one for each seed."""
    count = 1 if request.config.getoption("--quick") else max(1, request.config.getoption("--seeds") // 2)
    seeds = range(count)

    def broken(kata, faults, seeds=seeds):
        path = written(kata, faults)
        jobs = [job_of(Submission("ada", kata.id, path), seed, limits=PATIENTLY) for seed in seeds]
        return grade_all([kata], jobs, process_starter)

    return broken


def first(result: Result):
    """The first test with a message: what a learner mends next."""
    return next(test for test in result.tests if test.message)


def check_told(fault: Fault, result: Result) -> None:
    """Check that what a learner is told next is this fault."""
    assert result.status == ("failed" if fault.loads else "error"), result.messages
    test = first(result)
    assert test.name.partition("[")[0] == fault.test, result.messages
    for words in fault.told:
        assert words in test.message


def test_there_are_broken_katas():
    assert {kata.id for kata in FAULTS} >= {"fix_relu_rnn", "fix_dinosaurs"}


@each_kata
def test_the_stub_is_the_reference_with_every_fault_in_it(kata, written):
    faults = FAULTS[kata]
    assert code(written(kata, faults)) == code(kata.stub)
    assert with_faults(kata, faults[::-1]) == with_faults(kata, faults), "the faults have to go in in any order"


@each_kata
def test_faults_are_told_apart(kata):
    faults = FAULTS[kata]
    assert len({fault.id for fault in faults}) == len(faults)
    assert all(bool(fault.test) == bool(fault.told) for fault in faults), "words for those that a test catches"
    # Those that nobody can tell come last: the message after them would be about something else.
    assert [bool(fault.test) for fault in faults] == sorted((bool(fault.test) for fault in faults), reverse=True)


@each(lambda fault: fault.test)
def test_each_fault_alone_is_found_and_told(kata, fault, broken):
    for result in broken(kata, [fault]):
        check_told(fault, result)
        # What can be loaded loses only what the fault spoils.
        least = result.max_score / 2 if fault.loads else 0
        assert least <= result.score < result.max_score, result.messages


@each(lambda fault: not fault.test)
def test_what_the_contract_leaves_open_passes(kata, fault, broken):
    for result in broken(kata, [fault]):
        assert result.status == "passed", result.messages


@each_kata
def test_whoever_mends_what_the_first_message_is_about_comes_through(kata, broken):
    left, scores = FAULTS[kata], []
    for fault in [fault for fault in left if fault.test]:
        if left != FAULTS[kata]:  # with all of them it is the stub as handed out
            (result,) = broken(kata, left, seeds=(1,))
            check_told(fault, result)
            scores.append(result.score)
        left = [other for other in left if other is not fault]
    (result,) = broken(kata, left, seeds=(1,))
    assert result.status == "passed", result.messages
    assert [*scores, result.score] == sorted([*scores, result.score])
