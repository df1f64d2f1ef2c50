import numpy as np


def numerical_gradient(f, x, eps=1e-5):
    gradient = np.zeros_like(x)
    for index, value in np.ndenumerate(x):
        moved = x.copy()
        moved[index] = value + eps
        up = f(moved)
        moved[index] = value - eps
        gradient[index] = (up - f(moved)) / 2 / eps
    return gradient


def relative_error(a, b):
    total = 0.0
    for p, q in zip(a.ravel(), b.ravel()):
        if p != q:
            total += abs(p - q) / (abs(p) + abs(q))
    return total / a.size
