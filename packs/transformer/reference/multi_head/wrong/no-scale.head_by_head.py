# One head after the other, each with its own columns of the matrices; nothing is ever reshaped but at the door.
import numpy as np


def split_heads(x, heads):
    return np.stack(np.split(x, heads, axis=2), axis=1)


def merge_heads(x):
    return np.concatenate([x[:, head] for head in range(x.shape[1])], axis=2)


def softmax_of_past(scores):
    weights = np.zeros_like(scores)
    for t in range(scores.shape[1]):
        row = scores[:, t, : t + 1]
        powers = np.exp(row - row.max(axis=1, keepdims=True))
        weights[:, t, : t + 1] = powers / powers.sum(axis=1, keepdims=True)
    return weights


def multi_head_forward(x, params, heads):
    d = x.shape[2] // heads
    q, k, v, weights, mixed = [], [], [], [], []
    for head in range(heads):
        own = slice(head * d, (head + 1) * d)
        q.append(x @ params["Wq"][:, own])
        k.append(x @ params["Wk"][:, own])
        v.append(x @ params["Wv"][:, own])
        weights.append(softmax_of_past(np.einsum("ntd,nsd->nts", q[-1], k[-1])))
        mixed.append(weights[-1] @ v[-1])
    merged = np.concatenate(mixed, axis=2)
    q, k, v, weights = (np.stack(each, axis=1) for each in (q, k, v, weights))
    return merged @ params["Wo"], (x, params, q, k, v, weights, merged)


def multi_head_backward(dout, cache):
    x, params, q, k, v, weights, merged = cache
    N, heads, T, d = q.shape
    grads = {name: np.zeros_like(matrix) for name, matrix in params.items()}
    dx = np.zeros_like(x)
    for n in range(N):
        grads["Wo"] += merged[n].T @ dout[n]
        for head in range(heads):
            own = slice(head * d, (head + 1) * d)
            dmixed, w = dout[n] @ params["Wo"][own].T, weights[n, head]
            dw = dmixed @ v[n, head].T
            ds = w * (dw - np.sum(w * dw, axis=1, keepdims=True)) / np.sqrt(d)
            for name, d_each in (("Wq", ds @ k[n, head]), ("Wk", ds.T @ q[n, head]), ("Wv", w.T @ dmixed)):
                grads[name][:, own] += x[n].T @ d_each
                dx[n] += d_each @ params[name][:, own].T
    return dx, grads
