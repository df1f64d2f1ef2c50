# A loop for each of up to four axes; arrays with fewer get some of length 1.
import numpy as np


def _each(slope, *arrays):
    shape = arrays[0].shape
    a, b, c, d = (1, 1, 1, 1, *shape)[-4:]
    out = np.empty((a, b, c, d))
    blocks = [array.reshape((a, b, c, d)) for array in arrays]
    for i in range(a):
        for j in range(b):
            for k in range(c):
                for m in range(d):
                    out[i, j, k, m] = slope(*(block[i, j, k, m] for block in blocks))
    return out.reshape(shape)


def tanh_backward(dh, h):
    return _each(lambda g, y: g * (1 - y * y), dh, h)


def relu_forward(z):
    return _each(lambda x: max(x, 0.0), z)


def relu_backward(dh, z):
    return _each(lambda g, x: g if x > 0 else 0.0, dh, z)


def sigmoid_forward(z):
    return _each(lambda x: 0.5 * (1 + np.tanh(x / 2)), z)


def sigmoid_backward(dy, y):
    return _each(lambda g, s: g * s * (1 - s), dy, y)
