# The three projections as one matrix, as most programs have it; the mask is a number that is added.
import numpy as np


def split_heads(x, heads):
    return np.transpose(x.reshape(*x.shape[:2], heads, -1), (0, 2, 1, 3))


def merge_heads(x):
    N, heads, T, d = x.shape
    return np.transpose(x, (0, 2, 1, 3)).reshape(N, T, -1)


def multi_head_forward(x, params, heads):
    Wqkv = np.hstack([params["Wq"], params["Wk"], params["Wv"]])
    q, k, v = (split_heads(each, heads) for each in np.split(np.matmul(x, Wqkv), 3, axis=-1))
    scores = np.matmul(q, k.transpose(0, 1, 3, 2)) * (1.0 / np.sqrt(x.shape[-1]))
    scores = scores + np.triu(np.full(scores.shape[-2:], -np.inf), k=1)
    weights = np.exp(scores - np.logaddexp.reduce(scores, axis=-1, keepdims=True))
    merged = merge_heads(np.matmul(weights, v))
    return np.matmul(merged, params["Wo"]), [x, params, q, k, v, weights, merged]


def multi_head_backward(dout, cache):
    x, params, q, k, v, weights, merged = cache
    D = x.shape[-1]
    dmerged = np.matmul(dout, params["Wo"].T)
    heads, scale = q.shape[1], 1.0 / np.sqrt(q.shape[-1])
    dmixed = split_heads(dmerged, heads)
    # Σ weights dweights over a row is what the head's own output says: Σ mixed dmixed.
    common = np.sum(split_heads(merged, heads) * dmixed, axis=-1, keepdims=True)
    dscores = weights * (np.matmul(dmixed, v.transpose(0, 1, 3, 2)) - common) * scale
    parts = np.matmul(dscores, k), np.matmul(dscores.transpose(0, 1, 3, 2), q), weights.transpose(0, 1, 3, 2) @ dmixed
    dall = np.concatenate([merge_heads(each) for each in parts], axis=-1).reshape(-1, 3 * D)
    dWqkv = x.reshape(-1, D).T @ dall
    dx = dall @ np.hstack([params["Wq"], params["Wk"], params["Wv"]]).T
    grads = dict(zip(("Wq", "Wk", "Wv"), np.split(dWqkv, 3, axis=1)))
    grads["Wo"] = merged.reshape(-1, D).T @ dout.reshape(-1, D)
    return dx.reshape(x.shape), grads
