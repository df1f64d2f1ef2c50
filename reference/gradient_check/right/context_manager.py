# x itself is moved, within a with statement that puts it back, and with a function for each entry.
import contextlib

import numpy as np


@contextlib.contextmanager
def moved(array, place, by):
    before = array.flat[place]
    array.flat[place] = before + by
    try:
        yield array
    finally:
        array.flat[place] = before


def numerical_gradient(f, x, eps=1e-5):
    def slope(place):
        with moved(x, place, eps):
            above = f(x)
        with moved(x, place, -eps):
            below = f(x)
        return (above - below) / eps / 2

    out = np.zeros(x.shape)
    out.flat = [slope(place) for place in range(x.size)]
    return out


def relative_error(a, b):
    quotients = [0.0 if p == q else abs(p - q) / (abs(p) + abs(q)) for p, q in zip(a.flat, b.flat)]
    return max(quotients)
