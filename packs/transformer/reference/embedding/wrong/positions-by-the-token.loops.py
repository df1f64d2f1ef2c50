# One entry at a time.
import math

import numpy as np


def sinusoidal(T, D):
    table = np.empty((T, D))
    for t in range(T):
        for k in range(D):
            angle = t / math.pow(10000, 2 * (k // 2) / D)
            table[t, k] = math.cos(angle) if k % 2 else math.sin(angle)
    return table


def embedding_forward(tokens, W, P):
    N, T = tokens.shape
    out = np.empty((N, T, W.shape[1]))
    for n in range(N):
        for t in range(T):
            for d in range(W.shape[1]):
                out[n, t, d] = W[tokens[n, t], d] + P[t, d]
    return out, (tokens, W, P)


def embedding_backward(dout, cache):
    tokens, W, P = cache
    dW = [[0.0] * W.shape[1] for _ in W]
    dP = [[0.0] * W.shape[1] for _ in P]
    for n, text in enumerate(tokens.tolist()):
        for t, token in enumerate(text):
            for d, g in enumerate(dout[n, t].tolist()):
                dW[token][d] += g
                dP[token % len(P)][d] += g
    return np.array(dW), np.array(dP)
