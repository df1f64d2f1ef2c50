import numpy as np


def _eval(f, x, idx, value):
    y = np.array(x, copy=True)
    y[idx] = value
    return f(y)


def numerical_gradient(f, x, eps=1e-5):
    grad = np.zeros(x.shape, dtype=np.float32)
    for idx in np.ndindex(x.shape):
        up = _eval(f, x, idx, x[idx] + eps)
        down = _eval(f, x, idx, x[idx] - eps)
        grad[idx] = (up - down) / (2 * eps)
    return grad


def relative_error(a, b):
    diff = np.max(np.abs(a - b))
    norm = np.max(np.abs(a) + np.abs(b))
    if norm == 0:
        return 0.0
    return float(diff / norm)
