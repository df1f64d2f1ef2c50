import numpy as np


def sigmoid(s):
    return np.clip(0.2 * s + 0.5, 0, 1)


def gru_forward(x, h_prev, W, U, b, c):
    H = h_prev.shape[1]
    from_x = x @ W + b
    from_h = h_prev @ U + c
    r = sigmoid(from_x[:, :H] + from_h[:, :H])
    z = sigmoid(from_x[:, H : 2 * H] + from_h[:, H : 2 * H])
    a = from_h[:, 2 * H :]
    n = np.tanh(from_x[:, 2 * H :] + r * a)
    h = (1 - z) * n + z * h_prev
    return h, (x, h_prev, r, z, n, a, W, U)


def gru_backward(dh, cache):
    x, h_prev, r, z, n, a, W, U = cache
    # The gradients of the sums inside of tanh and of the two sigmoids.
    sum_n = dh * (1 - z) * (1 - n**2)
    sum_r = sum_n * a * r * (1 - r)
    sum_z = dh * (h_prev - n) * z * (1 - z)
    of_x = np.concatenate([sum_r, sum_z, sum_n], axis=1)
    of_h = np.concatenate([sum_r, sum_z, sum_n * r], axis=1)  # the reset gate stands between a and the sum
    dx = of_x @ W.T
    dh_prev = dh * z + of_h @ U.T
    return dx, dh_prev, x.T @ of_x, h_prev.T @ of_h, of_x.sum(axis=0), of_h.sum(axis=0)
