"""How likely draws are, and whether that is what one expects of them."""

import math

import numpy as np
import pytest
from gradkata.explaining.likelihood import LEAST, Likelihood

THREE_TO_ONE = np.array([0.75, 0.25])


def likelihood_of(*draws, starts=(0,)):
    """Of draws, each with its distribution."""
    likelihood = Likelihood()
    likelihood.starts += starts
    for distribution, index in draws:
        likelihood.note(np.asarray(distribution), index)
    return likelihood


def counted(often, seldom):
    """So many draws of 0 and of 1, where 0 is three times as likely."""
    return likelihood_of(*[(THREE_TO_ONE, 0)] * often, *[(THREE_TO_ONE, 1)] * seldom)


def test_the_likelihood_is_the_product_of_the_probabilities():
    likelihood = likelihood_of(([0.5, 0.5], 1), ([0.2, 0.3, 0.5], 1), ([0.1, 0.9], 0))
    assert likelihood.count == 3
    assert likelihood.probabilities.tolist() == [0.5, 0.3, 0.1]
    assert likelihood.sizes.tolist() == [2, 3, 2]
    assert likelihood.log == pytest.approx(math.log(0.5 * 0.3 * 0.1))


def test_the_first_index_is_a_draw_like_any_other():
    assert likelihood_of(([0.1, 0.9], 0)).probabilities.tolist() == [0.1]


def test_an_impossible_draw_has_about_no_probability():
    likelihood = likelihood_of(([0.0, 1.0], -1))
    assert likelihood.probabilities.tolist() == [LEAST]
    assert likelihood.log == pytest.approx(math.log(LEAST))


def test_without_draws_nothing_was_to_be_chosen():
    likelihood = Likelihood()
    assert (likelihood.count, likelihood.log) == (0, 0.0)
    assert likelihood.is_certain
    assert likelihood.is_usual


def test_adding_keeps_where_each_call_begins():
    likelihood = likelihood_of((THREE_TO_ONE, 0), (THREE_TO_ONE, 1))
    likelihood.add(likelihood_of((THREE_TO_ONE, 1), ([1.0], 0), starts=(0, 1)))
    assert likelihood.starts == [0, 2, 3]
    assert likelihood.drawn == [0, 1, 1, 0]
    assert [len(each) for each in likelihood.distributions] == [2, 2, 2, 1]


# By 5 standard deviations: of 1200 draws, 0 comes 900 times, give or take 15.


@pytest.mark.parametrize("often", [900, 975, 825])
def test_what_is_usual(often):
    assert counted(often, 1200 - often).is_usual


@pytest.mark.parametrize("often", [976, 824, 1200, 0])
def test_what_is_not_usual_is_too_unlikely_or_too_likely(often):
    assert not counted(often, 1200 - often).is_usual


def test_distributions_of_several_sizes_count_together():
    """The mean and the variance are sums over all draws."""
    assert not counted(344, 56).is_usual  # of 400 draws: 300, give or take 8.7
    likelihood = likelihood_of(*[([1 / 3] * 3, 0)] * 1000)
    assert likelihood.is_usual  # nothing is too likely where all is equally likely
    likelihood.add(counted(344, 56))
    assert not likelihood.is_usual
    for index, count in enumerate([200, 100, 100]):
        likelihood.add(likelihood_of(*[([0.5, 0.25, 0.25], index)] * count))
    assert likelihood.is_usual  # as many as expected, and more draws vary more
    likelihood.add(likelihood_of(*[([0.1] * 9 + [0.1], 0)] * 10))
    assert likelihood.is_usual


@pytest.mark.parametrize("size", [5, 10])  # of 5, rounding makes the variance a little less than 0
def test_rounding_makes_nothing_unusual(size):
    assert likelihood_of(*[([1 / size] * size, 3)] * 10_000).is_usual


def test_a_small_variance_is_not_taken_for_a_larger_one():
    """One draw of 1: 4.6 from the mean, where one standard deviation is 0.46."""
    assert not likelihood_of(([0.99, 0.01], 1)).is_usual
    assert likelihood_of(([0.99, 0.01], 0)).is_usual


@pytest.mark.parametrize("distribution", [[1.0], [0.0, 1.0], [1 - 1e-9, 1e-9]])
def test_certain(distribution):
    assert likelihood_of((distribution, int(np.argmax(distribution)))).is_certain


@pytest.mark.parametrize("distribution", [[0.5, 0.5], [0.999, 0.001], [1 - 1e-6, 1e-6]])
def test_not_certain(distribution):
    assert not likelihood_of((distribution, 0)).is_certain


def test_one_draw_to_choose_is_enough_not_to_be_certain():
    assert not likelihood_of(([1.0, 0.0], 0), (THREE_TO_ONE, 0), ([1.0], 0)).is_certain
