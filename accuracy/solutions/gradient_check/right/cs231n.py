import numpy as np


def numerical_gradient(f, x, eps=1e-5):
    """
    a naive implementation of numerical gradient of f at x, in place
    """
    grad = np.zeros_like(x, dtype=np.float64)
    it = np.nditer(x, flags=['multi_index', 'zerosize_ok'])
    while not it.finished:
        ix = it.multi_index
        oldval = x[ix].item()
        try:
            x[ix] = oldval + eps
            fxph = f(x)
            x[ix] = oldval - eps
            fxmh = f(x)
        finally:
            x[ix] = oldval  # restore, whatever f does
        grad[ix] = (fxph - fxmh) / (2 * eps)
        it.iternext()
    return grad


def relative_error(a, b):
    den = np.abs(a) + np.abs(b)
    # 0/0 -> 0/1
    den = np.where(den == 0, 1.0, den)
    return float(np.amax(np.abs(a - b) / den, initial=0.0))
