import numpy as np
import math


def tanh_backward(dh, h):
    return (1 - h) * (1 + h) * dh


def relu_forward(z):
    return z * (z > 0)


def relu_backward(dh, z):
    return dh * (z > 0)


def sigmoid_forward(z):
    return np.exp(-np.logaddexp(0, -z))


def sigmoid_backward(dy, y):
    slopes = [math.exp(-v) / (1 + math.exp(-v)) ** 2 for v in y.ravel()]
    return np.array(slopes).reshape(y.shape) * dy
