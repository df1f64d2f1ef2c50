import numpy as np


def numerical_gradient(f, x, eps=1e-5):
    work = np.array(x)
    gradient = np.zeros_like(work)
    loss = f(work)
    for i in range(work.size):
        old = work.flat[i]
        work.flat[i] = old + eps
        gradient.flat[i] = 0.5 * (f(work) - loss) / eps
        work.flat[i] = old
    return gradient


def relative_error(a, b):
    quotients = []
    for u, v in zip(np.nditer(a), np.nditer(b)):
        quotients.append(0 if u == v else abs(u - v) / (abs(u) + abs(v)))
    return float(max(quotients))
