import numpy as np


def numerical_gradient(f, x, eps=1e-5):
    """like scipy.optimize.approx_fprime"""
    x0 = np.ravel(x).astype(float)

    def partial(k):
        e = np.zeros(x0.size)
        e[k] = eps
        return (f(x0 + e) - f(x0 - e)) / (2 * eps)

    return np.array(list(map(partial, range(x0.size)))).reshape(np.shape(x))


def relative_error(a, b):
    def q(u, v):
        if u == 0 and v == 0:
            return 0.0
        return abs(u - v) / (abs(u) + abs(v))

    return float(np.max(np.vectorize(q, otypes=[float])(a, b)))
