import math

import numpy as np


def each(function, *arrays):
    """Call a function entry by entry."""
    return np.vectorize(function, otypes=[float])(*arrays)


def tanh_backward(dh, h):
    return each(lambda up, value: up * (1 - value * value), dh, h)


def relu_forward(z):
    return each(lambda value: value if value > 0 else 0.0, z)


def relu_backward(dh, z):
    return each(lambda up, value: up if value > 0 else 0.0, dh, z)


def sigmoid_forward(z):
    return each(lambda v: 1 / (1 + math.exp(-v)) if v > 0 else math.exp(max(v, -700)) / (1 + math.exp(v)), z)


def sigmoid_backward(dy, y):
    return each(lambda up, value: up * value * (1 - value), dy, y)
