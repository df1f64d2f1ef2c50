import numpy as np


def numerical_gradient(f, x, eps=1e-5):
    gradient = np.zeros(x.shape)
    if x.ndim < 2:
        rows = [gradient.reshape(-1)[:1]]
    else:
        rows = gradient
    moved = x.copy().reshape(-1)
    for row in rows:
        flat = row.reshape(-1)
        for k in range(flat.size):
            before = moved[k]
            moved[k] = before + eps
            above = f(moved.reshape(x.shape))
            moved[k] = before - eps
            below = f(moved.reshape(x.shape))
            moved[k] = before
            flat[k] = (above - below) / (2 * eps)
        return gradient


def relative_error(a, b):
    with np.errstate(divide="ignore", invalid="ignore"):
        e = np.abs(a - b) / (np.abs(a) + np.abs(b))
    e[np.isnan(e)] = 0
    return e.max()
