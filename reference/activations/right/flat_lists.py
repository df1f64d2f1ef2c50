# Plain lists inside, an array of the old shape outside; the first piece may well be an int.
import numpy as np


class Activation:
    def __init__(self, slope):
        self.slope = slope

    def backward(self, upstream, at):
        pieces = [d * self.slope(v) for d, v in zip(upstream.ravel().tolist(), at.ravel().tolist())]
        return np.array(pieces, dtype=float).reshape(at.shape)


Tanh = Activation(lambda h: 1 - h * h)
Relu = Activation(lambda z: 1 if z > 0 else 0)
Sigmoid = Activation(lambda y: y * (1 - y))


def tanh_backward(dh, h):
    return Tanh.backward(dh, h)


def relu_forward(z):
    return np.reshape([max(0.0, v) for v in z.flat], np.shape(z))


def relu_backward(dh, z):
    return Relu.backward(dh, z)


def sigmoid_forward(z):
    return np.exp(-np.logaddexp(0, -z))


def sigmoid_backward(dy, y):
    return Sigmoid.backward(dy, y)
