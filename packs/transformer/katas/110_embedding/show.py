"""Sines and cosines for positions: quick and slow waves, and a likeness that depends on the distance alone."""

import numpy as np
from gradkata.showing import Claim, Curve, Panel, Picture, array
from gradkata.translation import say

T, D = 101, 32
COLUMNS = (0, 4, 8)
PLACES = (30, 50, 70)
REACH, SHOWN = 30, 25


def show(solution):
    """The picture."""
    table = array(solution.sinusoidal(T, D), (T, D), "sinusoidal()")
    distances = np.arange(-REACH, REACH + 1)
    products = [table[place + distances] @ table[place] for place in PLACES]
    panels = (
        Panel(
            say("Three of the sines"), say("position"), say("entry"),
            tuple(
                Curve(range(SHOWN), table[:SHOWN, column], say("column {number}", number=column))
                for column in COLUMNS
            ),
            range_across=(0, SHOWN - 1), range_up=(-1.1, 1.1),
        ),
        Panel(
            say("Products with the rows 30, 50 and 70"), say("distance of the two positions"), say("product"),
            tuple(Curve(distances, each) for each in products),
            range_across=(-REACH, REACH),
        ),
    )  # fmt: skip
    return Picture(say("Rows for positions, made of waves"), panels, claims(table, products))


def claims(table, products):
    turns = [int(np.sum(np.diff(np.sign(table[1:, column])) != 0)) for column in COLUMNS]
    middle = products[0][REACH]
    return (
        Claim(
            say(
                "The waves get slower from pair to pair: in {count} positions column 0 changes its sign {first} times, "
                "and column 8 changes it {last} times.",
                count=T, first=turns[0], last=turns[2],
            ),
            turns[0] > turns[1] > turns[2],
        ),
        Claim(
            say(
                "The product of two rows depends on how far apart they are, and on nothing else: the three curves lie "
                "on one another. It is largest for a row with itself, where it is half of D."
            ),
            np.allclose(products, products[0]) and np.isclose(middle, D / 2) and middle == np.max(products[0]),
        ),
    )  # fmt: skip
