import numpy as np

def numerical_gradient(f, x, eps=1e-5):
    if x.ndim == 0:
        return np.array((f(np.array(x + eps)) - f(np.array(x - eps))) / (2 * eps))
    g = np.zeros(x.shape)
    for i in range(len(x)):
        xp = x.copy()
        xm = x.copy()
        xp[i] += eps
        xm[i] -= eps
        g[i] = (f(xp) - f(xm)) / (2 * eps)
    return g

def relative_error(a, b):
    n = np.abs(a - b)
    d = np.abs(a) + np.abs(b)
    d = np.where(d == 0, 1, d)
    return float((n / d).max())
