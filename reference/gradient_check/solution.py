import numpy as np


def numerical_gradient(f, x, eps=1e-5):
    moved = x.copy()
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        kept = moved[index]
        moved[index] = kept + eps
        ahead = f(moved)
        moved[index] = kept - eps
        behind = f(moved)
        # Not by adding eps again, which would leave a rounding error behind.
        moved[index] = kept
        gradient[index] = (ahead - behind) / (2 * eps)
    return gradient


def relative_error(a, b):
    difference, size = np.abs(a - b), np.abs(a) + np.abs(b)
    # A size of 0 means that both are 0, and so is the difference: divided by 1 it gives the 0 that is asked for.
    return float(np.max(difference / np.where(size == 0, 1, size)))
