import numpy as np


def tanh_backward(dh, h):
    return dh * (1 - h**2)


def relu_forward(z):
    return np.maximum(0, z)


def relu_backward(dh, z):
    return dh * (z > 0)


def sigmoid_forward(z):
    e = np.exp(-np.abs(z))  # never overflows
    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))


def sigmoid_backward(dy, y):
    return dy * y * (1 - y)
