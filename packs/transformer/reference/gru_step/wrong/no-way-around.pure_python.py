# One number at a time.
import math

import numpy as np


def squash(s):
    return 1 / (1 + math.exp(-s)) if s >= 0 else math.exp(s) / (1 + math.exp(s))


def gru_forward(x, h_prev, W, U, b, c):
    (N, D), H = x.shape, h_prev.shape[1]
    h, r, z, n, a = (np.zeros((N, H)) for _ in range(5))

    def left(i, k):
        return float(b[k]) + sum(float(x[i, d] * W[d, k]) for d in range(D))

    def right(i, k):
        return float(c[k]) + sum(float(h_prev[i, j] * U[j, k]) for j in range(H))

    for i in range(N):
        for k in range(H):
            r[i, k] = squash(left(i, k) + right(i, k))
            z[i, k] = squash(left(i, H + k) + right(i, H + k))
            a[i, k] = right(i, 2 * H + k)
            n[i, k] = math.tanh(left(i, 2 * H + k) + r[i, k] * a[i, k])
            h[i, k] = (1 - z[i, k]) * n[i, k] + z[i, k] * h_prev[i, k]
    return h, (x, h_prev, r, z, n, a, W, U)


def gru_backward(dh, cache):
    x, h_prev, r, z, n, a, W, U = cache
    (N, D), H = x.shape, h_prev.shape[1]
    dx, dh_prev, dW, dU = np.zeros((N, D)), np.zeros((N, H)), np.zeros((D, 3 * H)), np.zeros((H, 3 * H))
    db, dc = np.zeros(3 * H), np.zeros(3 * H)
    for i in range(N):
        for k in range(H):
            up = dh[i, k]
            pn = up * (1 - z[i, k]) * (1 - n[i, k] ** 2)
            pr = pn * a[i, k] * r[i, k] * (1 - r[i, k])
            pz = up * (h_prev[i, k] - n[i, k]) * z[i, k] * (1 - z[i, k])
            for at, one, other in ((k, pr, pr), (H + k, pz, pz), (2 * H + k, pn, pn * r[i, k])):
                db[at] += one
                dc[at] += other
                for d in range(D):
                    dx[i, d] += one * W[d, at]
                    dW[d, at] += one * x[i, d]
                for j in range(H):
                    dh_prev[i, j] += other * U[j, at]
                    dU[j, at] += other * h_prev[i, j]
    return dx, dh_prev, dW, dU, db, dc
