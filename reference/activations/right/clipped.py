# A clipped score in the sigmoid, np.where in the ReLU, slopes by the score that was got back.
import numpy as np


def tanh_backward(dh, h):
    return dh / np.cosh(np.arctanh(h)) ** 2


def relu_forward(z):
    return np.where(z > 0, z, 0)


def relu_backward(dh, z):
    return np.where(relu_forward(z) == 0, 0, dh)


def sigmoid_forward(z):
    return np.reciprocal(1 + np.exp(-np.clip(z, -500, 500)))


def sigmoid_backward(dy, y):
    z = np.log(y) - np.log1p(-y)
    return dy / (2 + np.exp(z) + np.exp(-z))
