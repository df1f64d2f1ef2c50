import numpy as np


def sig(z):
    # tanh never overflows
    return (np.tanh(z / 2) + 1) / 2


def sigmoid_slope(z):
    s = sig(z)
    return s * (1 - s)


def tanh_backward(dh, h):
    return (1 - h ** 2) * dh


def relu_forward(z):
    return z.clip(min=0)


def relu_backward(dh, z):
    return np.select([z > 0], [dh], default=0.0)


def sigmoid_forward(z):
    return sig(z)


def sigmoid_backward(dy, y):
    return sigmoid_slope(y)
