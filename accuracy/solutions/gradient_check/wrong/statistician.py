import numpy as np
from itertools import product


def numerical_gradient(f, x, eps=1e-5):
    axes = [range(n) for n in x.shape]
    gradient = np.full(x.shape, np.nan)
    for cell in product(*axes):
        sample = {}
        for name, step in (("up", eps), ("down", -eps)):
            y = x.astype(float)
            y[cell] += step
            sample[name] = f(y)
        gradient[cell] = (sample["up"] - sample["down"]) / (2 * eps)
    return gradient


def relative_error(a, b):
    total = np.abs(a) + np.abs(b)
    errors = np.zeros(np.shape(total))
    np.divide(np.abs(a - b), total, out=errors, where=total != 0)
    return float(errors.mean())
