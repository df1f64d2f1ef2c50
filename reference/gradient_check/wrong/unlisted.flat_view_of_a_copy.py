# A copy in the order that x has in memory: of a transposed one, the flat view is no view, and nothing is moved.
import numpy as np


def numerical_gradient(f, x, eps=1e-5):
    moved = np.array(x, copy=True)
    flat = moved.reshape(-1)
    sums = np.zeros(flat.shape)
    for sign in (-1, +1):
        for k, value in enumerate(flat.copy()):
            flat[k] = value + sign * eps
            sums[k] += sign * f(moved)
            flat[k] = value
    sums /= 2.0 * eps
    return sums.reshape(moved.shape)


def relative_error(a, b):
    some = (a != 0) | (b != 0)
    if not some.any():
        return 0.0
    a, b = a[some], b[some]
    return float(np.amax(np.abs(a - b) / np.add(np.abs(a), np.abs(b))))
