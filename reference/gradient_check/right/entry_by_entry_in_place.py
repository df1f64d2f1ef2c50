# x itself is moved and put back, with an iterator over its places.
import numpy as np


def numerical_gradient(f, x, eps=1e-5):
    grad = np.zeros_like(x)
    it = np.nditer(x, flags=["multi_index"], op_flags=["readwrite"])
    while not it.finished:
        ix = it.multi_index
        oldval = x[ix]
        x[ix] = oldval + eps
        fxph = f(x)
        x[ix] = oldval - eps
        fxmh = f(x)
        x[ix] = oldval
        grad[ix] = (fxph - fxmh) / (2 * eps)
        it.iternext()
    return grad


def relative_error(a, b):
    with np.errstate(invalid="ignore"):
        return np.max(np.nan_to_num(np.abs(a - b) / (np.abs(a) + np.abs(b))))
