# All the quotients, where the largest is asked for.
import numpy as np


def numerical_gradient(f, x, eps=1e-5):
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        e = np.zeros(x.shape)
        e[index] = eps
        gradient[index] = (f(x + e) - f(x - e)) / (2 * eps)
    return gradient


def relative_error(a, b):
    size = np.abs(a) + np.abs(b)
    return np.abs(a - b) / np.where(size, size, 1)
