"""More is wrong than what was named: a test failed that the named mistakes alone would have passed."""

import pytest
from gradkata.explaining.faults import Faults
from gradkata.explaining.remainder import Remainder

REFERENCE = """
import numpy as np

def double(x):
    return 2 * x

def half(x):
    return double(x) / 4

def check(x):
    if np.abs(half(x)).sum() > 100:
        raise AssertionError("too large")
    return 1
"""
MISTAKES = {"thrice": ("2 * x", "3 * x"), "eightfold": ("2 * x", "800 * x")}


@pytest.fixture
def is_there(exchanged, make_catalogue, observed):
    """A function from what a learner wrote instead, what was asked in each test, and the mistake named."""
    catalogue = make_catalogue(REFERENCE, 'free = ["check"]', **MISTAKES)

    def is_there(*edits, named=("thrice",), asks, passed=(), complete=None):
        text = REFERENCE
        for edit in edits:
            assert edit[0] in text
            text = text.replace(*edit)
        found = observed(catalogue, *(exchanged(text, ask) for ask in asks), passed=passed, complete=complete)
        faults = Faults(found.transcript, found.variant(), any_shape=False)
        return Remainder(found.transcript, faults).is_there([found.variant(each) for each in named])

    return is_there


def double(learner):
    learner.double(1.5)


def half(learner):
    learner.half(2.0)


def test_nothing_is_left_where_the_mistake_accounts_for_every_test(is_there):
    assert not is_there(MISTAKES["thrice"], asks=[double, half])


def test_a_test_about_other_functions_failed(is_there):
    assert is_there(MISTAKES["thrice"], ("double(x) / 4", "x / 2"), asks=[double, half])


def test_a_test_failed_in_which_the_mistake_changes_nothing(is_there):
    """The suite saw something there that no answer shows, such as how long it took."""
    right_there = lambda learner: learner.double(0.0)  # noqa: E731
    assert is_there(MISTAKES["thrice"], asks=[double, right_there])
    assert not is_there(MISTAKES["thrice"], asks=[double, right_there], passed=(1,))


def test_a_check_stumbled_where_it_would_not_have(is_there):
    stumbles = ("return 1", "return 1 / 0")
    both = lambda learner: (learner.double(1.5), learner.check(3.0))  # noqa: E731
    assert is_there(MISTAKES["thrice"], stumbles, asks=[both])
    assert not is_there(MISTAKES["thrice"], asks=[both])


def test_a_check_may_complain_in_its_own_way(is_there):
    both = lambda learner: (learner.double(1.5), learner.check(3.0))  # noqa: E731
    complains = ("return 1", "raise ValueError('something is wrong')")
    assert not is_there(MISTAKES["thrice"], complains, asks=[both])


def test_a_check_ran_through_where_none_should(is_there):
    both = lambda learner: (learner.double(1.5), learner.check(None))  # noqa: E731
    silent = ("if np.abs(half(x)).sum() > 100:", "if False:")
    assert is_there(MISTAKES["thrice"], silent, asks=[both])
    assert not is_there(MISTAKES["thrice"], asks=[both])


def test_a_check_need_not_complain_of_what_the_mistake_gives(is_there):
    both = lambda learner: (learner.double(1.5), learner.check(3.0))  # noqa: E731
    silent = ("if np.abs(half(x)).sum() > 100:", "if False:")
    assert not is_there(MISTAKES["eightfold"], silent, named=["eightfold"], asks=[both])


def test_of_several_that_look_alike_one_that_accounts_for_all_is_enough(is_there):
    both = lambda learner: (learner.double(1.5), learner.check(3.0))  # noqa: E731
    stumbles = ("raise AssertionError", "raise ZeroDivisionError")
    assert is_there(MISTAKES["eightfold"], stumbles, named=["thrice"], asks=[both])
    assert not is_there(MISTAKES["eightfold"], stumbles, named=["thrice", "eightfold"], asks=[both])


def test_what_was_not_kept_says_nothing(is_there):
    right_there = lambda learner: learner.double(0.0)  # noqa: E731
    assert not is_there(MISTAKES["thrice"], asks=[double, right_there], complete=1)
