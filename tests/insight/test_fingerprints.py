"""Winnowing keeps its promise: nothing long enough that two texts have in common goes unseen."""

import random

from gradkata.insight.fingerprints import RUN, WINDOW, all_runs, hashed
from gradkata.insight.symbols import Symbol


def unit(texts):
    return [Symbol(text, 0, number) for number, text in enumerate(texts, 1)]


def prints(texts):
    return hashed([unit(texts)])[0].fingerprints


def test_what_is_long_enough_and_in_both_is_found_wherever_it_stands():
    rng = random.Random(3)
    for _ in range(200):
        both = [rng.choice("abcdefgh") for _ in range(RUN + WINDOW - 1)]
        one, other = ([rng.choice("ijklmnop") for _ in range(rng.randrange(30))] + both for _ in "12")
        assert prints(one + ["q"] * 3) & prints([*other, "r", "s"])


def test_what_is_shorter_than_a_run_is_in_common_with_nobody():
    both = list("abcdefghijk")
    assert len(both) == RUN - 1
    assert not prints([*both, *"123456789"]) & prints([*both, *"ABCDEFGHI"])
    assert prints(both) == set()


def test_they_are_few_and_each_is_a_run():
    texts = [str(number) for number in range(300)]
    assert prints(texts) < all_runs(hashed([unit(texts)]))
    assert len(prints(texts)) < 300 * 3 / (WINDOW + 1)


def test_a_hash_is_the_same_in_every_process():
    assert hashed([unit("abcdefghijkl")])[0].runs == (611615644111863816,)
