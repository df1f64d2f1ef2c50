import math

import numpy as np


def logistic(z):
    return 1 / (1 + math.exp(-z)) if z > -700 else 0.0


def lstm_forward(x, h_prev, c_prev, W, U, b):
    N, H = h_prev.shape
    inputs = np.hstack([x, h_prev]).tolist()
    weights = np.vstack([W, U]).T.tolist()
    i, f, g, o, c, h = (np.zeros((N, H)) for _ in range(6))
    for n, row in enumerate(inputs):
        z = [bias + math.fsum(w * each for w, each in zip(column, row)) for column, bias in zip(weights, b.tolist())]
        for j in range(H):
            i[n, j], f[n, j] = logistic(z[j]), logistic(z[H + j])
            g[n, j], o[n, j] = math.tanh(z[2 * H + j]), logistic(z[3 * H + j])
            c[n, j] = f[n, j] * c_prev[n, j] + i[n, j] * g[n, j]
            h[n, j] = o[n, j] * math.tanh(c[n, j])
    return [h, c, [x, h_prev, c_prev, i, f, g, o, c, W, U]]


def lstm_backward(dh, dc, cache):
    x, h_prev, c_prev, i, f, g, o, c, W, U = cache
    N, H = h_prev.shape
    dx, dh_prev, dc_prev = np.zeros(x.shape), np.zeros((N, H)), np.zeros((N, H))
    dW, dU, db = np.zeros(W.shape), np.zeros(U.shape), np.zeros(4 * H)
    for n, j in np.ndindex(N, H):
        t = math.tanh(c[n, j])
        cell = float(dc[n, j] + dh[n, j] * o[n, j] * (1 - t * t))
        dc_prev[n, j] = cell * f[n, j]
        shares = {
            j: cell * g[n, j] * i[n, j] * (1 - i[n, j]),
            H + j: cell * c[n, j] * f[n, j] * (1 - f[n, j]),
            2 * H + j: cell * i[n, j] * (1 - g[n, j] ** 2),
            3 * H + j: dh[n, j] * t * o[n, j] * (1 - o[n, j]),
        }
        for column, share in shares.items():
            db[column] += share
            for d in range(x.shape[1]):
                dW[d, column] += share * x[n, d]
                dx[n, d] += share * W[d, column]
            for k in range(H):
                dU[k, column] += share * h_prev[n, k]
                dh_prev[n, k] += share * U[k, column]
    return [dx, dh_prev, dc_prev, dW, dU, db]
