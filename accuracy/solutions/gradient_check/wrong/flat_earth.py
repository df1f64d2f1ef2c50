import numpy as np


def numerical_gradient(f, x, eps=1e-5):
    flat = x.flatten()
    g = np.zeros(x.size)
    for k in range(x.size):
        saved = flat[k]
        flat[k] = saved + eps
        loss_plus = f(x)
        flat[k] = saved - eps
        loss_minus = f(x)
        flat[k] = saved
        g[k] = (loss_plus - loss_minus) / (2.0 * eps)
    return g.reshape(x.shape)


def relative_error(a, b):
    a, b = np.ravel(a), np.ravel(b)
    e = [0.0]
    for k in range(len(a)):
        if a[k] == 0 and b[k] == 0:
            e.append(0.0)
        else:
            e.append(abs(a[k] - b[k]) / (abs(a[k]) + abs(b[k])))
    return float(max(e))
