import numpy as np


def numerical_gradient(f, x, eps=1e-5):
    """wiggle every entry up and down and put it back"""
    result = np.empty(x.shape, dtype=float)
    for i in np.ndindex(*x.shape):
        x[i] += eps
        up = f(x)
        x[i] -= 2 * eps
        down = f(x)
        x[i] += eps          # back to where it was
        result[i] = (up - down) / (2 * eps)
    return result


def relative_error(a, b):
    worst = 0.0
    for i in np.ndindex(*np.shape(a)):
        s = abs(a[i]) + abs(b[i])
        if s != 0:
            worst = max(worst, abs(a[i] - b[i]) / s)
    return float(worst)
