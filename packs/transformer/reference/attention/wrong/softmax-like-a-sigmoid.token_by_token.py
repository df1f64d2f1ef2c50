# One sequence after the other, one token after the other, as a network that writes does it: it only has what came before.
import numpy as np


def softmax(row):
    powers = np.exp(row - np.max(row))
    return powers / np.sum(powers)


def attention_weights(q, k):
    N, T, d = q.shape
    weights = np.zeros((N, T, T))
    for b in range(N):
        for t in range(T):
            past = k[b, : t + 1]
            weights[b, t, : t + 1] = softmax(np.dot(past, q[b, t]) / np.sqrt(d))
    return weights


def attention_forward(q, k, v):
    weights = attention_weights(q, k)
    return np.stack([w.dot(values) for w, values in zip(weights, v)]), (q, k, v, weights)


def attention_backward(dout, cache):
    q, k, v, weights = cache
    dq, dk, dv = np.zeros_like(q), np.zeros_like(k), np.zeros_like(v)
    scale = 1 / np.sqrt(q.shape[-1])
    for b, t in np.ndindex(q.shape[:2]):
        p = weights[b, t, : t + 1]
        jacobian = np.diag(p * (1 - p))
        ds = jacobian @ (v[b, : t + 1] @ dout[b, t]) * scale
        dq[b, t] = ds @ k[b, : t + 1]
        dk[b, : t + 1] += np.outer(ds, q[b, t])
        dv[b, : t + 1] += np.outer(p, dout[b, t])
    return dq, dk, dv
