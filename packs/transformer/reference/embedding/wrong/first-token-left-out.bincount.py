# Counts with weights, feature by feature.
import numpy as np


def sinusoidal(T, D):
    return np.array([[(np.sin, np.cos)[d & 1](t * 1e4 ** -((d & ~1) / D)) for d in range(D)] for t in range(T)])


def embedding_forward(tokens, W, P):
    return np.array([[W[int(k)] + P[t] for t, k in enumerate(text)] for text in tokens]), (tokens, W, P)


def embedding_backward(dout, cache):
    tokens, W, P = cache
    D, flat = W.shape[1], tokens.ravel()
    dW = np.array([np.bincount(flat, dout[..., d].ravel(), minlength=len(W)) for d in range(D)]).T
    dW[0] = 0
    places = np.broadcast_to(np.arange(tokens.shape[1]), tokens.shape).ravel()
    dP = np.array([np.bincount(places, dout[..., d].ravel(), minlength=len(P)) for d in range(D)]).T
    return dW, dP
