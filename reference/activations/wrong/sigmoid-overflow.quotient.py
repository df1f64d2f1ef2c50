import numpy as np


def tanh_backward(dh, h):
    return (1 - h) * (1 + h) * dh


def relu_forward(z):
    return z * (z > 0)


def relu_backward(dh, z):
    return dh * (z > 0)


def sigmoid_forward(z):
    odds_against = np.e ** (-1.0 * z)
    return np.reciprocal(odds_against + 1)


def sigmoid_backward(dy, y):
    return (y - y * y) * dy
