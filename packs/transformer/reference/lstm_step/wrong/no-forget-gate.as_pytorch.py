# PyTorch's way: weights (4H, D), which means the transposes of W and U here; the sigmoid by way of the tanh.
import numpy as np


def sigmoid(z):
    return 0.5 * (1 + np.tanh(0.5 * z))


def lstm_forward(x, h_prev, c_prev, W, U, b):
    weight_ih, weight_hh = W.T, U.T
    gates = np.dot(x, weight_ih.T) + np.dot(h_prev, weight_hh.T) + b
    H = h_prev.shape[1]
    i, f = sigmoid(gates[:, :H]), sigmoid(gates[:, H : 2 * H])
    g, o = np.tanh(gates[:, 2 * H : 3 * H]), sigmoid(gates[:, 3 * H :])
    c = c_prev + i * g
    return o * np.tanh(c), c, (x, h_prev, c_prev, i, f, g, o, c, W, U)


def lstm_backward(dh, dc, cache):
    x, h_prev, c_prev, i, f, g, o, c, W, U = cache
    H = h_prev.shape[1]
    dcell = dc + dh * o / np.cosh(c) ** 2
    dgates = np.empty((len(x), 4 * H))
    dgates[:, :H] = dcell * g * i * (1 - i)
    dgates[:, H : 2 * H] = dcell * c_prev * f * (1 - f)
    dgates[:, 2 * H : 3 * H] = dcell * i * (1 - g) * (1 + g)
    dgates[:, 3 * H :] = dh * np.tanh(c) * o * (1 - o)
    return np.dot(dgates, W.T), np.dot(dgates, U.T), dcell * f, x.T @ dgates, h_prev.T @ dgates, np.sum(dgates, 0)
