import numpy as np


def numerical_gradient(f, x, eps=1e-5):
    slopes = []
    for k in range(x.size):
        x.flat[k] = x.flat[k] + eps
        difference = f(x)
        x.flat[k] = x.flat[k] - 2 * eps
        difference -= f(x)
        x.flat[k] = x.flat[k] + eps
        slopes.append(difference / eps / 2)
    return np.reshape(slopes, x.shape)


def relative_error(a, b):
    size = abs(a) + abs(b)
    return (abs(a - b) / (size + (size == 0))).max()
