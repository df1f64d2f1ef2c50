"""Draws that foretell each other are told from draws that only come from their distributions."""

import math

import numpy as np
import pytest
from gradkata.explaining.dependence import FEWEST, Draw, log_bayes_factor, log_bayes_factors
from gradkata.explaining.likelihood import Likelihood

LOG_1000 = math.log(1000)
THIRDS = np.full(3, 1 / 3)


def batch(*calls, distribution=THIRDS):
    """The draws of some calls, by their indices."""
    likelihood = Likelihood()
    for indices in calls:
        likelihood.starts.append(likelihood.count)
        for index in indices:
            likelihood.note(distribution, index)
    return likelihood


def test_a_few_draws_show_no_rule():
    assert log_bayes_factor([Draw(0, 0.01, 100)] * (FEWEST - 1)) == 0
    assert log_bayes_factor([Draw(0, 0.01, 100)] * FEWEST) > 1


def test_the_factor_by_hand():
    """Half the mixture is by what came before, with half a count for each index beforehand."""
    ratio = math.prod((seen + 0.5) / (seen + 1) for seen in range(6)) / 0.5**6
    assert log_bayes_factor([Draw(1, 0.5, 2)] * 6) == pytest.approx(math.log((1 + ratio) / 2))


def test_the_factor_counts_each_index_for_itself():
    ratio = (0.5 / 1.5) * (0.5 / 2.5) * (1.5 / 3.5) * (0.5 / 4.5) * (2.5 / 5.5) * (1.5 / 6.5) / 3.0**-6
    draws = [Draw(index, 1 / 3, 3) for index in (0, 1, 0, 2, 0, 1)]
    assert log_bayes_factor(draws) == pytest.approx(math.log((1 + ratio) / 2))


def test_where_there_is_no_rule_little_is_lost():
    draws = [Draw(index, 1 / 3, 3) for index in (0, 1, 2) * 30]
    assert -math.log(2) <= log_bayes_factor(draws) < 0


def test_draws_that_are_what_the_variant_expects_are_no_rule():
    assert log_bayes_factor([Draw(0, 0.99, 2)] * 100) < 0


def test_the_same_index_from_the_same_distribution():
    by_distribution, by_arguments, by_previous = log_bayes_factors([(batch([0] * 20), ["x"])])
    assert by_distribution > LOG_1000
    assert by_previous > LOG_1000
    assert by_arguments == 0  # one call has but one first draw


def test_the_same_first_index_for_the_same_arguments():
    calls = [(index, k % 3, k % 2) for k, index in enumerate([0, 1, 2] * 8)]
    asked = ["x", "y", "z"] * 8
    factors = log_bayes_factors([(batch(*calls), asked)])
    assert factors[1] > LOG_1000
    assert log_bayes_factors([(batch(*calls), ["x"] * 24)])[1] < 0  # other indices for the same arguments


def test_calls_of_several_batches_are_compared():
    factors = log_bayes_factors([(batch([0], [1], [2]), ["x", "y", "z"])] * 10)
    assert factors[1] > LOG_1000
    assert factors[0] < 0


def test_one_index_after_another():
    by_distribution, _, by_previous = log_bayes_factors([(batch([0, 1, 2] * 20), [0])])
    assert by_previous > LOG_1000
    assert by_distribution < 0


def test_draws_after_each_pair_of_indices_alike_are_no_rule():
    every_pair = [0, 0, 1, 0, 2, 1, 1, 2, 2] * 6
    assert max(log_bayes_factors([(batch(every_pair), [0])])) <= 0


def test_each_rule_by_hand():
    """Draws by turns from two distributions, in two calls."""
    leaning = np.array([0.2, 0.3, 0.5])
    calls = [[0, 2, 2, 1, 2, 2, 0, 2, 1, 2, 2, 2, 1, 2, 2, 2], [2, 2, 1, 2, 2, 2, 2, 0, 2, 2, 1, 2, 2, 1]]
    likelihood, by_distribution, by_previous = Likelihood(), {}, {}
    for call in calls:
        likelihood.starts.append(likelihood.count)
        for place, index in enumerate(call):
            distribution = (THIRDS, leaning)[place % 2]
            likelihood.note(distribution, index)
            draw = Draw(index, distribution[index], 3)
            by_distribution.setdefault(place % 2, []).append(draw)
            if place:
                by_previous.setdefault((place % 2, call[place - 1]), []).append(draw)
    expected = [sum(map(log_bayes_factor, groups.values())) for groups in (by_distribution, by_previous)]
    found = log_bayes_factors([(likelihood, ["x", "y"])])
    assert [found[0], found[2]] == pytest.approx(expected)
    assert expected[1] != pytest.approx(expected[0])


def test_what_came_before_the_first_draw_of_a_call_is_another_calls():
    """Calls of one draw each, one index after another: nothing came before in any of them."""
    factors = log_bayes_factors([(batch(*[[k % 3] for k in range(60)]), range(60))])
    assert factors[2] == 0


def test_other_distributions_are_other_draws():
    """After a distribution that leans to 0 comes 0, and after one that leans to 1 comes 1, as is expected."""
    likelihood = Likelihood()
    likelihood.starts.append(0)
    for k in range(60):
        likelihood.note(np.array([0.99, 0.01] if k % 2 else [0.01, 0.99]), 1 - k % 2)
    by_distribution, _, by_previous = log_bayes_factors([(likelihood, [0])])
    assert by_distribution < 0
    assert by_previous < 0


def test_distributions_that_differ_by_rounding_are_the_same():
    likelihood = Likelihood()
    likelihood.starts.append(0)
    for k in range(20):
        likelihood.note(THIRDS + k * 1e-14, 0)
    assert log_bayes_factors([(likelihood, [0])])[0] > LOG_1000
    likelihood = Likelihood()
    likelihood.starts.append(0)
    for k in range(20):
        likelihood.note(THIRDS + k * 1e-7, 0)
    assert log_bayes_factors([(likelihood, [0])])[0] == 0
