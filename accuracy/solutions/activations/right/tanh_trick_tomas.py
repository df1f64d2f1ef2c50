import numpy as np

# sigmoid and tanh are one curve: sigmoid(z) = (1 + tanh(z/2)) / 2. So everything here comes from tanh.


def tanh_backward(dh, h):
    return dh - dh * np.square(h)


def relu_forward(z):
    return np.where(z > 0, z, np.zeros_like(z))


def relu_backward(dh, z):
    return np.where(z > 0, dh, np.zeros_like(dh))


def sigmoid_forward(z):
    # far left 1 + tanh loses its digits, so take the quotient there: e^z (1 - ...) instead
    half = np.tanh(np.abs(z) / 2)
    big = (1 + half) / 2
    tail = big * np.exp(-np.abs(z))
    return np.where(z < 0, tail, big)


def sigmoid_backward(dy, y):
    h = 2 * y - 1                       # tanh(z / 2)
    return tanh_backward(dy, h) / 4     # 1/2 from the outside, 1/2 from z/2
