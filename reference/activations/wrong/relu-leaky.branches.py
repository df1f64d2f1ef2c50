import numpy as np


def tanh_backward(dh, h):
    return (1 - h) * (1 + h) * dh


def relu_forward(z):
    values = [value if value > 0 else value / 100 for value in z.flat]
    return np.reshape(values, z.shape)


def relu_backward(dh, z):
    return dh * (z > 0)


def sigmoid_forward(z):
    return np.exp(-np.logaddexp(0, -z))


def sigmoid_backward(dy, y):
    return (y - y * y) * dy
