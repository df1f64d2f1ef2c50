# Plain lists inside; an array is made for each call alone.
import numpy as np


def numerical_gradient(f, x, eps=1e-5):
    values = x.ravel().tolist()

    def loss(values):
        return float(f(np.array(values).reshape(x.shape)))

    slopes = []
    for i, value in enumerate(values):
        up, down = list(values), list(values)
        up[i], down[i] = value + eps, value - eps
        slopes.append((loss(up) - loss(down)) / (up[i] - down[i]))
    return np.array(slopes).reshape(x.shape)


def relative_error(a, b):
    worst = 0
    for p, q in zip(a.ravel().tolist(), b.ravel().tolist()):
        if p != 0 or q != 0:
            worst = max(worst, abs(p - q) / (abs(p) + abs(q)))
    return worst
