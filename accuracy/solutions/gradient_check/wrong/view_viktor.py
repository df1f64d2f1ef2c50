import numpy as np


def numerical_gradient(f, x, eps=1e-5):
    v = x.reshape(-1)                  # a view, so moving v moves x
    grad = np.zeros(x.size)
    for j in range(v.size):
        keep = v[j]
        v[j] = keep + eps
        hi = f(x)
        v[j] = keep - eps
        lo = f(x)
        v[j] = keep
        grad[j] = (hi - lo) / (eps + eps)
    return grad.reshape(x.shape)


def relative_error(a, b):
    top = np.abs(a - b).reshape(-1)
    bottom = (np.abs(a) + np.abs(b)).reshape(-1)
    top = top[bottom != 0]
    bottom = bottom[bottom != 0]
    return float(np.max(top / bottom, initial=0.0))
