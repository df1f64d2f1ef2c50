import math

import numpy as np


def each(function, *arrays):
    out = np.zeros(arrays[0].shape)
    for index in np.ndindex(*out.shape):
        out[index] = function(*(float(array[index]) for array in arrays))
    return out


def sigmoid(z):
    if z < -700:
        return 0.0
    return 1 / (1 + math.exp(-z))


def tanh_backward(dh, h):
    return each(lambda d, v: d - d * v * v, dh, h)


def relu_forward(z):
    return each(lambda v: v if v > 0 else 0, z)


def relu_backward(dh, z):
    return each(lambda d, v: d if v > 0 else 0, dh, z)


def sigmoid_forward(z):
    return each(sigmoid, z)


def sigmoid_backward(dy, y):
    return each(lambda d, v: d * (v - v * v), dy, y)
