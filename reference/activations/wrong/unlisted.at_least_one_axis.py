# Masks written into what `np.atleast_1d` gives: a single number comes back as a row.
import numpy as np


def tanh_backward(dh, h):
    return np.atleast_1d(dh * (1 - h**2))


def relu_forward(z):
    z = np.atleast_1d(z).copy()
    z[z < 0] = 0
    return z


def relu_backward(dh, z):
    dz = np.atleast_1d(dh).copy()
    dz[np.atleast_1d(z) <= 0] = 0
    return dz


def sigmoid_forward(z):
    z = np.atleast_1d(z)
    small = np.exp(-abs(z))
    return np.where(z > 0, 1 / (1 + small), small / (1 + small))


def sigmoid_backward(dy, y):
    return np.atleast_1d(dy * y * (1 - y))
