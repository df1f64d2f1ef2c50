import numpy as np


def tanh_backward(dh, h):
    return np.einsum("...,...->...", dh, 1 - h * h)


def relu_forward(z):
    kept = []
    for number in z.flat:
        kept.append(max(0.0, number))
    return np.array(kept)


def relu_backward(dh, z):
    return np.einsum("...,...->...", dh, (z > 0).astype(float))


def sigmoid_forward(z):
    e = np.exp(-np.sqrt(z * z))
    return (z >= 0) / (1 + e) + (z < 0) * e / (1 + e)


def sigmoid_backward(dy, y):
    np.einsum("...,...,...->...", dy, y, 1 - y)
