"""How often somebody may ask."""

import random

import pytest
from gradkata.workshop.rates import REMEMBERED, Rate
from gradkata.workshop.refusing import RefusedError


class Clock:
    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


def refusal(rate, who="ada"):
    try:
        rate.take(who)
    except RefusedError as error:
        return error
    return None


def is_let_in(rate, who="ada"):
    return refusal(rate, who) is None


def test_so_much_at_once_and_then_so_much_a_second(clock):
    rate = Rate(3, 0.5, clock)
    assert [is_let_in(rate) for _ in range(5)] == [True, True, True, False, False]
    clock.now += 2
    assert [is_let_in(rate) for _ in range(2)] == [True, False]
    clock.now += 1000
    assert [is_let_in(rate) for _ in range(5)] == [True, True, True, False, False]


def test_whoever_asks_too_often_costs_nobody_else_anything(clock):
    rate = Rate(1, 0.1, clock)
    assert is_let_in(rate, "mallory")
    assert not any(is_let_in(rate, "mallory") for _ in range(100))
    assert is_let_in(rate, "ada")


def test_what_is_refused_is_not_counted(clock):
    rate = Rate(1, 1.0, clock)
    assert is_let_in(rate)
    for _ in range(9):
        clock.now += 0.1
        assert not is_let_in(rate)
    clock.now += 0.125
    assert is_let_in(rate)


@pytest.mark.parametrize("a_second", [0.1, 0.3, 0.5, 1.0, 7.0])
@pytest.mark.parametrize("seed", range(20))
def test_it_is_said_truly_after_how_many_seconds_to_try_again(seed, a_second, clock):
    random_, rate = random.Random(seed), Rate(2, a_second, clock)
    refusals = 0
    for _ in range(200):
        clock.now += random_.choice([0, random_.random(), 3 * random_.random() / a_second])
        if (error := refusal(rate)) is not None:
            refusals += 1
            assert error.status == 429
            assert error.again_s == int(error.again_s) >= 1
            assert f"try again in {int(error.again_s)} s" in str(error)
            clock.now += error.again_s
            assert is_let_in(rate)
    assert refusals


@pytest.mark.parametrize("seed", range(20))
def test_in_no_stretch_of_time_is_it_more(seed, clock):
    random_, rate, let_in = random.Random(seed), Rate(5, 2.0, clock), []
    for _ in range(500):
        clock.now += random_.choice([0.0, 0.01, 0.1, 1.0, 5.0]) * random_.random()
        let_in += [clock.now] * is_let_in(rate)
    for first, begin in enumerate(let_in):
        for last in range(first, len(let_in)):
            assert last - first + 1 <= 5 + 2.0 * (let_in[last] - begin) + 1e-6


def test_of_very_many_those_who_asked_last_are_remembered(clock):
    rate = Rate(1, 0.001, clock)
    for number in range(REMEMBERED + 1):
        assert is_let_in(rate, f"{number}")
    assert not is_let_in(rate, f"{REMEMBERED}")
    assert not is_let_in(rate, "1")
    assert len(rate._left) == REMEMBERED
