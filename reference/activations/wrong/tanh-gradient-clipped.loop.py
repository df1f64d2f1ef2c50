import numpy as np


def tanh_backward(dh, h):
    dz = np.empty_like(dh)
    for place, gradient in np.ndenumerate(dh):
        dz[place] = min(max(gradient * (1 - h[place]) * (1 + h[place]), -5.0), 5.0)
    return dz


def relu_forward(z):
    return z * (z > 0)


def relu_backward(dh, z):
    return dh * (z > 0)


def sigmoid_forward(z):
    return np.exp(-np.logaddexp(0, -z))


def sigmoid_backward(dy, y):
    return (y - y * y) * dy
