import numpy as np
import math


def tanh_backward(dh, h):
    return (1 - h) * (1 + h) * dh


def relu_forward(z):
    return z * (z > 0)


def relu_backward(dh, z):
    return dh * (z > 0)


def sigmoid_forward(z):
    def one(score):
        small = math.exp(-abs(score))
        return math.copysign((1 - small) / (1 + small), score)

    return np.array([one(score) for score in z.ravel().tolist()]).reshape(z.shape)


def sigmoid_backward(dy, y):
    return (y - y * y) * dy
