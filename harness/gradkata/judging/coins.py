"""Chance judged by more than its mean: tosses of a fair coin have to be independent of each other."""

from __future__ import annotations

import math

import numpy as np

from ..translation import say, say_many
from .compare import Wrong

OTHER = 0  # in place of how many draws later: another generator's
FALSE_ALARM = 1e-9  # how likely at most each of the two checks fails what is right


def check_coins(tosses: np.ndarray, what: str) -> None:
    """Check tosses of a fair coin: a row for each generator, all in different states.

    Two tosses multiplied, as ±1, are a fair coin's toss again, and so are all products of one distance, independently.
    For a sum of m of them, Hoeffding's inequality has it that it is s or more, up or down, with a probability of at
    most 2 exp(−s²/2m). A row of half heads and half tails is nothing strange; nor are two; that all rows are so even
    is.

    Args:
        tosses: booleans (generators, draws).
        what: what they are, to begin a sentence with.

    Raises:
        Wrong: the tosses depend on each other, or come out too even.
    """
    __tracebackhide__ = True
    signs = np.where(tosses, 1, -1)
    distances = range(1, signs.shape[1] // 2 + 1)
    products = {k: signs[:, k:] * signs[:, :-k] for k in distances}
    products[OTHER] = signs[1:] * signs[:-1]
    for k, each in products.items():
        if each.sum() ** 2 >= 2 * each.size * math.log(2 * len(products) / FALSE_ALARM):
            raise Wrong(_depend(say(what), k, int((each > 0).sum()), each.size))
    if np.abs(signs.sum(axis=1)).max() <= too_even(*signs.shape):
        words = "{what} are no independent draws: two equally likely ones come equally often every time."
        raise Wrong(say(words, what=say(what)))


def _depend(what: str, later: int, same: int, count: int) -> str:
    """What to say of draws of which ``same`` are like the one so many later, or like another generator's."""
    if later == OTHER:
        when = say("with another generator")
    else:
        when = say_many("{number} draw later", "{number} draws later", later)
    return say(
        "{what} are no independent draws: of two equally likely ones, the same comes {when} in {same} of {count} "
        "cases; about half are expected.",
        what=what, when=when, same=same, count=count,
    )  # fmt: skip


def too_even(rows: int, draws: int) -> int:
    """By how much heads and tails differ where it is strange that they do so by no more in any row; −1 for never."""
    likely, difference = 0.0, -1
    for more in range(draws % 2, draws + 1, 2):
        likely += math.comb(draws, (draws + more) // 2) * (2 if more else 1) / 2**draws
        if likely**rows > FALSE_ALARM:
            break
        difference = more
    return difference
