"""Gradient check: a gradient that needs no formula."""

import numpy as np


def numerical_gradient(f, x, eps=1e-5):
    moved = np.array(x, dtype=float)
    gradient = np.zeros(moved.shape)
    for i in np.ndindex(moved.shape):
        here = moved[i]
        moved[i] = here + eps
        up = f(moved)
        moved[i] = here - eps
        down = f(moved)
        moved[i] = here
        gradient[i] = (up - down) / (2 * eps)
    return gradient


def relative_error(a, b):
    difference, total = np.abs(a - b), np.abs(a) + np.abs(b)
    quotient = np.divide(difference, total, out=np.zeros_like(total, dtype=float), where=total > 0)
    return float(quotient.max(initial=0.0))
