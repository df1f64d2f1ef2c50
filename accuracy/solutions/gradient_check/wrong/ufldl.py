import numpy as np


def numerical_gradient(f, x, eps=1e-5):
    theta = np.asarray(x, dtype=float)
    basis = np.zeros_like(theta)
    numgrad = np.zeros_like(theta)
    for i in np.ndindex(theta.shape):
        basis[i] = eps
        numgrad[i] = (f(np.asarray(theta + basis)) - f(np.asarray(theta - basis))) / (2 * eps)
        basis[i] = 0
    return numgrad


def relative_error(a, b):
    # relative to the larger of the two
    scale = np.maximum(np.abs(a), np.abs(b))
    delta = np.abs(a - b)
    mask = scale > 0
    if not np.any(mask):
        return 0.0
    return float(np.max(delta[mask] / scale[mask]))
