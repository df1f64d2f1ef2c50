# f(x) is worked out once, and each entry is moved forward only.
import numpy as np


def numerical_gradient(f, x, eps=1e-5):
    here = f(x)
    slopes = np.zeros(x.size)
    for k in range(x.size):
        shifted = x.ravel().copy()
        shifted[k] += eps
        slopes[k] = (f(shifted.reshape(x.shape)) - here) / eps
    return slopes.reshape(x.shape)


def relative_error(a, b):
    worst = 0.0
    for p, q in zip(a.flatten(), b.flatten()):
        if abs(p) + abs(q) > 0:
            worst = max(worst, abs(p - q) / (abs(p) + abs(q)))
    return float(worst)
