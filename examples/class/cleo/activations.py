import numpy as np


def tanh_backward(dh, h):
    return dh * (1 - h)


def relu_forward(z):
    return np.abs(z)


def relu_backward(dh, z):
    return dh > 0


def sigmoid_forward(z):
    return 1 / (1 + np.exp(z))


def sigmoid_backward(dy, y):
    return y * (1 - y)
