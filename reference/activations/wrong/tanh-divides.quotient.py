import numpy as np


def tanh_backward(dh, h):
    return dh / (1 - h**2)


def relu_forward(z):
    return z * (z > 0)


def relu_backward(dh, z):
    return dh * (z > 0)


def sigmoid_forward(z):
    return np.exp(-np.logaddexp(0, -z))


def sigmoid_backward(dy, y):
    return (y - y * y) * dy
