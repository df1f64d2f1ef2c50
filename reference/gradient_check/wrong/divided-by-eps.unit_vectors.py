import numpy as np


def numerical_gradient(f, x, eps=1e-5):
    result = np.empty(x.shape)
    for place in np.ndindex(*x.shape):
        unit = np.zeros(x.shape)
        unit[place] = eps
        result[place] = (f(x + unit) - f(x - unit)) / eps
    return result


def relative_error(a, b):
    both = np.abs(a) + np.abs(b)
    both[both == 0] = 1
    return np.max(np.abs(a - b) / both)
