import numpy as np


def numerical_gradient(f, x, eps=1e-5):
    eye = np.eye(x.size).reshape(-1, *x.shape) * eps
    behind = np.array([f(x - e) for e in eye])
    ahead = np.array([f(x + e) for e in eye])
    return ((behind - ahead) / (2 * eps)).reshape(x.shape)


def relative_error(a, b):
    numerator, denominator = np.abs(np.subtract(a, b)), np.add(np.abs(a), np.abs(b))
    return np.max(np.divide(numerator, denominator, where=denominator > 0, out=np.zeros(a.shape)))
