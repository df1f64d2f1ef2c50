# One index for any array: in a matrix that is a row.
import numpy as np


def numerical_gradient(f, x, eps=1e-5):
    if x.ndim == 0:
        return np.array((f(x + eps) - f(x - eps)) / (2 * eps))
    g = np.zeros(x.shape)
    for i in range(len(x)):
        up, down = np.array(x), np.array(x)
        up[i] += eps
        down[i] -= eps
        g[i] = (f(up) - f(down)) / 2 / eps
    return g


def relative_error(a, b):
    mask = (a != 0) | (b != 0)
    a, b = a[mask], b[mask]
    return (np.abs(a - b) / (np.abs(a) + np.abs(b))).max(initial=0)
