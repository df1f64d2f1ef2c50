"""One step of a long short-term memory: Hochreiter & Schmidhuber 1997, with the forget gate of Gers et al. 2000."""

import numpy as np


def sigmoid(z):
    # By logarithms, so that nothing overflows.
    return np.exp(-np.logaddexp(0, -z))


def lstm_forward(x, h_prev, c_prev, W, U, b):
    z_i, z_f, z_g, z_o = np.split(x @ W + h_prev @ U + b, 4, axis=1)
    i, f, g, o = sigmoid(z_i), sigmoid(z_f), np.tanh(z_g), sigmoid(z_o)
    c = f * c_prev + i * g
    h = o * np.tanh(c)
    return h, c, (x, h_prev, c_prev, i, f, g, o, c, W, U)


def lstm_backward(dh, dc, cache):
    x, h_prev, c_prev, i, f, g, o, c, W, U = cache
    tanh_c = np.tanh(c)
    # The new cell is read twice: by h, and by the next step.
    dcell = dc + dh * o * (1 - tanh_c**2)
    di, df, dg, do = dcell * g, dcell * c_prev, dcell * i, dh * tanh_c
    # Each gate goes back through its own sigmoid, the candidate through its tanh.
    dz_i, dz_f, dz_o = di * i * (1 - i), df * f * (1 - f), do * o * (1 - o)
    dz_g = dg * (1 - g**2)
    dz = np.concatenate([dz_i, dz_f, dz_g, dz_o], axis=1)
    return dz @ W.T, dz @ U.T, dcell * f, x.T @ dz, h_prev.T @ dz, dz.sum(axis=0)
