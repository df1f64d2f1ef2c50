"""All formulas as they stand in the textbook."""
import numpy as np


def tanh_backward(dh, h):
    return dh - dh * h * h


def relu_forward(z):
    return (np.abs(z) + z) / 2


def relu_backward(dh, z):
    return dh * (z > 0)


def sigmoid_forward(z):
    return 1 / (1 + np.exp(-z))


def sigmoid_backward(dy, y):
    return dy * y - dy * y * y
