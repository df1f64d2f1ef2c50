import numpy as np


def numerical_gradient(f, x, eps=1e-5):
    x = x + 0.0
    out = []
    for place in list(np.ndindex(np.shape(x))):
        plus, minus = np.array(x), np.array(x)
        plus[place] += eps
        minus[place] -= eps
        out.append((f(plus) - f(minus)) / 2 * eps)
    return np.array(out).reshape(np.shape(x))


def relative_error(a, b):
    total = np.abs(a) + np.abs(b)
    total = np.where(total > 0, total, 1)
    return float(np.amax(np.abs(b - a) / total))
