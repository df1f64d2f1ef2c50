"""What a learner's faults are worth: what was given counts, what raised or was left alone only beside it."""

import numpy as np
import pytest
from gradkata.explaining.faults import Faults
from gradkata.explaining.outcomes import GIVES
from gradkata.explaining.signs import Signs

REFERENCE = """
def half(x):
    if x < 0:
        raise ValueError("negative")
    return x / 2

def add(x, by):
    x += by
"""
X = np.array([1.0, 2.0])


@pytest.fixture
def signs(exchanged, make_catalogue, observed):
    """A function from a learner's text, and what is asked each time, to the faults and what they are worth."""
    catalogue = make_catalogue(REFERENCE)

    def signs(text, *asks, **known):
        found = observed(catalogue, *(exchanged(text, ask) for ask in asks))
        faults = Faults(found.transcript, found.variant(), any_shape=False)
        return sorted(faults.places, key=str), Signs(found.transcript, faults, **known)

    return signs


def halves(x):
    return lambda learner: learner.half(x)


def adds(learner):
    learner.add(X, 1)


def test_a_wrong_number_is_a_sign(signs):
    places, found = signs("def half(x): return x", halves(2))
    assert places == [(0, GIVES)]
    assert found.is_strong(places[0])
    assert found.is_enough(places)


@pytest.mark.parametrize("body", ["raise NotImplementedError", "return y", "import nowhere", "return x[0]", "1 / 0"])
def test_what_always_raises_is_a_sign_of_nothing(signs, body):
    places, found = signs(f"def half(x): {body}", halves(2))
    assert places == [(0, GIVES)]
    assert not found.is_enough(places)


@pytest.mark.parametrize(
    ("error", "is_sign"), [("OverflowError", True), ("NameError", False), ("NotImplementedError", False)]
)
def test_what_raises_now_and_then_is_borne_out_by_the_rest(signs, error, is_sign):
    text = f"def half(x):\n    if x > 3:\n        raise {error}\n    return x / 2\n"
    places, found = signs(text, halves(2), halves(4))
    assert places == [(1, GIVES)]
    assert found.is_enough(places) is is_sign
    _, found = signs(text, halves(2), halves(4), is_repair=True)
    assert found.is_enough(places)


def test_that_nothing_was_raised_is_a_sign(signs):
    places, found = signs("def half(x): return x / 2", halves(-1))
    assert found.is_strong(places[0])


def test_another_error_than_the_right_one_is_a_sign(signs):
    text = "def half(x): return x / 2 if x >= 0 else {}[x]"
    places, found = signs(text, halves(-1), halves(2))
    assert places == [(0, GIVES)]
    assert found.is_strong(places[0])


def test_another_error_than_the_right_one_is_none_where_the_function_always_raises(signs):
    places, found = signs("def half(x): return {}[x]", halves(-1), halves(2))
    assert places == [(0, GIVES), (1, GIVES)]
    assert not found.is_enough(places)


def test_arguments_that_stay_as_they_are_are_a_weak_sign(signs):
    places, found = signs("def add(x, by): x = x + by", adds)
    assert places == [(0, ("changes", 1))]
    assert not found.is_strong(places[0])
    assert found.is_enough(places)


def test_a_function_that_is_not_written_shows_nothing(signs):
    places, found = signs("def add(x, by): pass", adds, unwritten={"add"})
    assert not found.is_enough(places)
    places, found = signs("def half(x): return None", halves(2), unwritten={"half"})
    assert not found.is_enough(places)


def test_arguments_that_change_where_they_should_not_are_a_sign(signs):
    places, found = signs("def add(x, by):\n    x += by\n    by[0] = 0", lambda learner: learner.add(X, X + 1))
    assert places == [(0, ("changes", 2))]
    assert found.is_strong(places[0])
