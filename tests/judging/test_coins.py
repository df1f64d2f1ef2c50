"""What `check_coins` takes for chance, and what it does not."""

import math

import numpy as np
import pytest
from gradkata.judging.coins import FALSE_ALARM, check_coins, too_even
from gradkata.suite import Wrong

M, N = 16, 128
GOLDEN = (math.sqrt(5) - 1) / 2
RNG = np.random.default_rng(11)
FAIR = RNG.random((M, N)) < 0.5
HALVED = np.array([int(f"{k:07b}"[::-1], 2) for k in range(N)]) / N

DEPENDENT = {
    "a golden sequence after one draw": (RNG.random((M, 1)) + GOLDEN * np.arange(N)) % 1 < 0.5,
    "a sequence of halves and quarters": (RNG.random((M, 1)) + HALVED) % 1 < 0.5,
    "each draw twice": np.repeat(FAIR[:, : N // 2], 2, axis=1),
    "each draw and its opposite": np.stack([FAIR[:, : N // 2], ~FAIR[:, : N // 2]], axis=2).reshape(M, N),
    "a block that comes again": np.tile(FAIR[:, :32], (1, 4)),
    "the same for all but for the first draw": np.hstack([FAIR[:, :1], np.tile(FAIR[:1, 1:], (M, 1))]),
    "as many heads as tails": np.array([RNG.permutation(np.arange(N) % 2 == 0) for _ in range(M)]),
    "runs that are too long": np.repeat(FAIR[:, ::4], 4, axis=1),
}  # fmt: skip


@pytest.mark.parametrize("how", DEPENDENT)
def test_dependent_draws_are_told(how):
    with pytest.raises(Wrong, match="no independent draws"):
        check_coins(DEPENDENT[how], "They")


@pytest.mark.parametrize("shape", [(16, 128), (16, 96), (16, 64), (2, 5), (3, 2)])
def test_fair_coins_pass(shape):
    rng = np.random.default_rng(5)
    for _ in range(300):
        check_coins(rng.random(shape) < 0.5, "They")


def test_how_even_is_too_even_is_worked_out():
    assert too_even(16, 64) == 0
    assert too_even(16, 128) == 2
    assert too_even(1, 10) == -1
    shares = [math.comb(128, k) / 2**128 for k in range(129)]
    assert sum(shares[63:66]) ** 16 <= FALSE_ALARM < sum(shares[62:67]) ** 16
