"""Which inputs a check takes: mistakes are known by the first seed, and another one is for what passes."""

import dataclasses

import pytest
from gradkata.kit.checking import SEED_BITS, checked
from gradkata.results import Status


@dataclasses.dataclass(frozen=True)
class Graded:
    seed: int
    status: Status


def graded(status, *recorded, seed=None):
    """The seeds that were judged with, and the last result."""
    seeds = []

    def grade(seed):
        seeds.append(seed)
        return Graded(seed, status)

    result = checked(grade, recorded, seed)
    assert result.seed == seeds[-1]
    return seeds


@pytest.mark.parametrize("status", [each for each in Status if each is not Status.PASSED])
def test_what_is_wrong_is_judged_with_the_first_inputs_alone(status):
    assert graded(status, 1, 2, 3) == [1]


def test_what_passes_is_judged_with_others_too():
    found = {tuple(graded(Status.PASSED, 1, 2, 3)) for _ in range(60)}
    assert found == {(1, 2), (1, 3)}


def test_of_one_seed_there_are_no_others():
    assert graded(Status.PASSED, 1) == [1]


@pytest.mark.parametrize("status", [Status.PASSED, Status.FAILED])
@pytest.mark.parametrize("recorded", [(), (1, 2)])
def test_a_seed_that_is_asked_for_is_taken(status, recorded):
    assert graded(status, *recorded, seed=9) == [9]


def test_where_nothing_was_recorded_any_inputs_will_do():
    found = [graded(Status.PASSED)[0] for _ in range(3)]
    assert len(set(found)) == 3
    assert all(0 <= each < 1 << SEED_BITS for each in found)
