# Boolean masks written into copies; the mask's products keep signed zeros.
import numpy as np


def tanh_backward(dh, h):
    out = np.empty_like(h)
    np.square(h, out=out)
    np.subtract(1, out, out=out)
    out *= dh
    return out


def relu_forward(z):
    out = z.copy()
    out[out < 0] = 0
    return out


def relu_backward(dh, z):
    dz = np.array(dh, copy=True)
    dz[z <= 0] = 0
    return dz


def sigmoid_forward(z):
    out = np.empty_like(z)
    up = z > 0
    out[up] = 1 / (1 + np.exp(-z[up]))
    powers = np.exp(z[~up])
    out[~up] = powers / (1 + powers)
    return out


def sigmoid_backward(dy, y):
    dz = dy.copy()
    dz *= y
    dz *= 1.0 - y
    return dz
