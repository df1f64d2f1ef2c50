# Columns for one text after the other, as a plain recurrent step has it.
import numpy as np


def logistic(s):
    return np.exp(-np.logaddexp(0, -s))


def gru_forward(x, h_prev, W, U, b, c):
    parts = []
    for row, past in zip(x, h_prev):
        r, z, _ = np.split(logistic(W.T @ row + b + U.T @ past + c), 3)
        s, a = np.split(W.T @ row + b, 3)[2], np.split(U.T @ past + c, 3)[2]
        n = np.tanh(s + r * a)
        parts.append(((1 - z) * n + z * past, r, z, n, a))
    h, r, z, n, a = (np.stack(each) for each in zip(*parts))
    return h, (x.copy(), h_prev.copy(), r, z, n, a, W.copy(), U.copy())


def gru_backward(dh, cache):
    x, h_prev, r, z, n, a, W, U = cache
    dx, dh_prev = np.zeros_like(x), np.zeros_like(h_prev)
    dW, dU, db, dc = 0 * W, 0 * U, np.zeros(W.shape[1]), np.zeros(W.shape[1])
    for i, up in enumerate(dh):
        new = up * (1 - z[i]) / np.cosh(np.arctanh(n[i])) ** 2
        update = up * (h_prev[i] - n[i]) * z[i] * (1 - z[i])
        reset = new * a[i] * r[i] * (1 - r[i])
        one, other = np.r_[reset, update, new], np.r_[reset, update, r[i] * new]
        dx[i], dh_prev[i] = W @ one, U @ other + up * z[i]
        dW += np.outer(x[i], one)
        dU += np.outer(h_prev[i], other)
        db += one
        dc += other
    return dx, dh_prev, dW, dU, db, dc
