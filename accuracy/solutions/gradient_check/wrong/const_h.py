import numpy as np

H = 1e-5


def central(f, x, place):
    original = x[place]
    values = []
    for direction in (+1, -1):
        x[place] = original + direction * H
        values.append(f(x))
    x[place] = original
    return (values[0] - values[1]) / (2 * H)


def numerical_gradient(f, x, eps=H):
    work = np.array(x, dtype=np.float64)
    return np.array([central(f, work, place) for place in np.ndindex(work.shape)]).reshape(work.shape)


def relative_error(a, b):
    numerator = np.abs(np.subtract(a, b))
    denominator = np.add(np.abs(a), np.abs(b))
    quotient = numerator / np.maximum(denominator, np.finfo(float).tiny)
    return float(np.amax(quotient))
