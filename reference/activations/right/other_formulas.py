# Each slope and each function by another formula: (1-h)(1+h), the mean of z and |z|, tanh of half the score.
import numpy as np


def tanh_backward(dh, h):
    return (1 - h) * (1 + h) * dh


def relu_forward(z):
    return (z + abs(z)) / 2


def relu_backward(dh, z):
    return dh * np.heaviside(z, 0)


def sigmoid_forward(z):
    return 0.5 + 0.5 * np.tanh(0.5 * z)


def sigmoid_backward(dy, y):
    return 0.25 * tanh_backward(dy, 2 * y - 1)
