# Two loops, for rows and columns, whatever the array's shape; half of the quotient's denominator.
import numpy as np


def numerical_gradient(f, x, eps=1e-5):
    gradient = np.zeros(x.shape)
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            kept = x[i, j]
            x[i, j] = kept + eps
            above = f(x)
            x[i, j] = kept - eps
            gradient[i, j] = (above - f(x)) / (2 * eps)
            x[i, j] = kept
    return gradient


def relative_error(a, b):
    mean = (np.abs(a) + np.abs(b)) / 2
    return np.max(np.abs(a - b) / np.where(mean, mean, 1))
