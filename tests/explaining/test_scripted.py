"""A stand-in for a generator: it gives the learner's draws, and notes how likely they were."""

import numpy as np
import pytest
from gradkata.explaining.likelihood import LEAST
from gradkata.explaining.scripted import Enough, ScriptedGenerator


def test_the_draws_come_in_their_order():
    generator = ScriptedGenerator([2, 0, 1], 10)
    assert [generator.choice(3) for _ in range(3)] == [2, 0, 1]
    assert generator.likelihood.drawn == [2, 0, 1]
    assert generator.likelihood.starts == [0]


def test_all_are_equally_likely_where_nothing_is_said():
    generator = ScriptedGenerator([2, 1], 10)
    generator.choice(4)
    generator.choice(range(5))
    assert [each.tolist() for each in generator.likelihood.distributions] == [[0.25] * 4, [0.2] * 5]


def test_the_probabilities_are_noted():
    generator = ScriptedGenerator([1], 10)
    generator.choice(2, p=[0.25, 0.75])
    assert generator.likelihood.probabilities.tolist() == [0.75]


@pytest.mark.parametrize("index", [-1, 3])
def test_an_index_that_is_not_there_cannot_be_drawn(index):
    generator = ScriptedGenerator([2, index], 10)
    generator.choice(3)
    with pytest.raises(Enough) as enough:
        generator.choice(3, p=[0.25, 0.5, 0.25])
    assert enough.value.drawn == [2, 1]  # so far, and the likeliest
    assert generator.likelihood.drawn == [2, -1]
    assert generator.likelihood.probabilities.tolist() == [1 / 3, LEAST]


@pytest.mark.parametrize("index", [0, 2])
def test_the_first_and_the_last_index_can_be_drawn(index):
    assert ScriptedGenerator([index], 10).choice(3) == index


@pytest.mark.parametrize("probability", [0.0, 1e-12])
def test_what_is_impossible_is_not_believed(probability):
    generator = ScriptedGenerator([0], 10)
    with pytest.raises(Enough) as enough:
        generator.choice(2, p=[probability, 1 - probability])
    assert enough.value.drawn == [1]


def test_what_is_unlikely_is_believed():
    assert ScriptedGenerator([0], 10).choice(2, p=[1e-8, 1 - 1e-8]) == 0


def test_so_many_draws_are_looked_at():
    generator = ScriptedGenerator([0, 0, 0], 2)
    generator.choice(2)
    generator.choice(2)
    with pytest.raises(Enough) as enough:
        generator.choice(2)
    assert enough.value.drawn is None  # all so far were possible
    assert generator.likelihood.count == 2


def test_after_the_last_draw_comes_what_ends_a_text():
    generator = ScriptedGenerator([1], 10, 0)
    assert [generator.choice(2), generator.choice(2), generator.choice(2)] == [1, 0, 0]
    assert generator.likelihood.drawn == [1, 0, 0]


def test_after_the_last_draw_nobody_knows_what_came():
    generator = ScriptedGenerator([], 10)
    assert generator.choice(3, p=[0.2, 0.2, 0.6]) == 2
    assert generator.likelihood.count == 0


@pytest.mark.parametrize("p", [[0.5, 0.4], [0.5, 0.6], [0.5, np.nan], [0.5, 0.5 + 1e-5], [0.5, 0.5 - 1e-5]])
def test_probabilities_that_a_generator_refuses(p):
    with pytest.raises(ValueError, match="do not sum to 1"):
        ScriptedGenerator([0], 10).choice(2, p=p)


def test_probabilities_sum_to_one_but_for_rounding():
    assert ScriptedGenerator([0], 10).choice(2, p=[0.5, 0.5 + 1e-8]) == 0


def test_no_variant_catches_the_end_of_the_draws():
    assert not issubclass(Enough, Exception)
