import numpy as np
import math


def _each(function, *arrays):
    """Apply a function of plain floats to every entry."""
    out = np.empty(arrays[0].shape)
    for index in np.ndindex(out.shape):
        out[index] = function(*(a[index] for a in arrays))
    return out


def tanh_backward(dh, h):
    return _each(lambda d, v: d * (1 - v * v), dh, h)


def relu_forward(z):
    return _each(lambda v: v if v > 0 else 0.0, z)


def relu_backward(dh, z):
    return _each(lambda d, v: d if v > 0 else 0.0, dh, z)


def _logistic(v):
    if v >= 0:
        return 1 / (1 + math.exp(-v))
    return math.exp(v) / (1 + math.exp(v))


def sigmoid_forward(z):
    return _each(_logistic, z)


def sigmoid_backward(dy, y):
    # slope: sigmoid(z) * sigmoid(-z)
    return _each(lambda v: v * (1 - v), y)
