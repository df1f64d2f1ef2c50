# flatten gives a copy, so nothing that is written into it reaches x.
import numpy as np


def numerical_gradient(f, x, eps=1e-5):
    params = x.flatten()
    grads = []
    for i in range(len(params)):
        old_val = params[i]
        params[i] = old_val + eps
        cg0 = f(x)
        params[i] = old_val - eps
        cg1 = f(x)
        params[i] = old_val
        grads.append((cg0 - cg1) / (2 * eps))
    return np.array(grads).reshape(x.shape)


def relative_error(a, b):
    return max([0.0] + [abs(p - q) / abs(abs(p) + abs(q)) for p, q in zip(a.flat, b.flat) if p or q])
