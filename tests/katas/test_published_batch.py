"""The published "count letter a" run, from the reference: its figures, where they come from, and what they hide."""

import itertools

import numpy as np
import pytest
from gradkata import plugins
from gradkata.judging.loading import load_reference

CODE = {"a": [0, 0, 1], "b": [0, 1, 0], "c": [1, 0, 0]}
LEARNED = ["bbcb", "cbcb", "bcbc", "cbbc", "ccbc", "bacb", "ccba", "acbc", "cbac", "baab", "aabc", "acaa"]
TESTED = ["bccb", "ccbc", "bcac", "bacb"]
ALL = ["".join(letters) for letters in itertools.product("abc", repeat=4)]

PRINTED = [0.1261, 0.1247, 0.1212, 0.1057, 0.0891, 0.0766, 0.0651, 0.0468, 0.0216, 0.0092]
EXACT = [0.1261392, 0.1246522, 0.1211686, 0.1056641, 0.0891350, 0.0765701, 0.0650932, 0.0468125, 0.0216024, 0.0092048]


@pytest.fixture(scope="module")
def kata():
    return load_reference(plugins.load().katas["batch_bptt"])


def encoded(words):
    return np.array([[CODE[letter] for letter in word] for word in words], float)


def odd(words):
    return np.array([[word.count("a") % 2] for word in words], float)


def trained(kata, updates_before):
    """Every 300th of 3,000 losses, and the weights after them."""
    random, x, y = np.random.RandomState(0), encoded(LEARNED), odd(LEARNED)
    weights = [0.1 * random.randn(*shape) for shape in ((3, 2), (2, 2), (2, 1))]
    kata.train(x, y, updates_before, 0.1, *weights)
    return kata.train(x, y, 3000, 0.1, *weights)[::300], weights


@pytest.fixture(scope="module")
def published(kata):
    return trained(kata, updates_before=1)


def right(kata, weights, words):
    """For each word, whether the rounded prediction is right."""
    return (kata.forward(encoded(words), *weights).round() == odd(words))[:, 0]


def test_with_one_update_before_all_ten_losses_are_the_published_ones(published):
    losses, _ = published
    assert losses == pytest.approx(EXACT, abs=6e-8)
    assert [round(loss, 4) for loss in losses] == PRINTED


def test_as_written_three_of_the_ten_losses_differ(kata):
    losses, _ = trained(kata, updates_before=0)
    differ = {
        printed: round(loss, 4) for loss, printed in zip(losses, PRINTED, strict=True) if round(loss, 4) != printed
    }
    assert differ == {0.0891: 0.0892, 0.0468: 0.0469, 0.0216: 0.0217}


def test_it_is_right_on_all_that_it_learned_from_and_all_four_test_words(kata, published):
    _, weights = published
    assert right(kata, weights, LEARNED).sum() == 12
    assert right(kata, weights, TESTED).sum() == 4


def test_it_did_not_learn_what_odd_means(kata, published):
    _, weights = published
    is_right = dict(zip(ALL, right(kata, weights, ALL).tolist(), strict=True))
    assert (sum(is_right.values()), len(ALL)) == (51, 81)
    new = [is_right[word] for word in ALL if word not in LEARNED]
    assert (sum(new), len(new)) == (39, 69)
    for a, (correct, count) in {1: (24, 32), 2: (6, 24)}.items():
        of_them = [is_right[word] for word in ALL if word.count("a") == a]
        assert (sum(of_them), len(of_them)) == (correct, count)


def test_two_of_the_four_test_words_were_learned_from():
    assert set(TESTED) & set(LEARNED) == {"ccbc", "bacb"}
