import numpy as np


def numerical_gradient(f, x, eps=1e-5):
    # the definition of the derivative: (f(x + h) - f(x)) / h
    base = f(x)
    slope = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        shifted = x.copy()
        shifted[place] = shifted[place] + eps
        slope[place] = (f(shifted) - base) / eps
    return slope


def relative_error(a, b):
    top = np.abs(a - b)
    bottom = np.abs(a) + np.abs(b)
    both_zero = bottom == 0
    return float(np.max(np.where(both_zero, 0.0, top / np.where(both_zero, 1.0, bottom))))
