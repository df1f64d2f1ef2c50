# `row = x[i]` is no copy: it moves along.
import numpy as np


def numerical_gradient(f, x, eps=1e-5):
    if x.ndim == 0:
        return np.array((f(x + eps) - f(x - eps)) / (2 * eps))
    x = x.copy()
    g = []
    for i in range(x.shape[0]):
        row = x[i]
        x[i] = row + eps
        up = f(x)
        x[i] = row - eps
        down = f(x)
        x[i] = row
        g.append(np.zeros(x.shape[1:]) + (up - down) / (2 * eps))
    return np.array(g)


def relative_error(a, b):
    size = np.abs(a) + np.abs(b)
    size[size == 0] = np.inf
    return np.max(np.abs(a - b) / size)
