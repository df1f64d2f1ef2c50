# PyTorch's way inside: heads and batch are one axis, and weights stand transposed, (outputs, inputs).
import numpy as np


def split_heads(x, heads):
    N, T, D = x.shape
    return np.ascontiguousarray(np.moveaxis(x.reshape(N, T, heads, D // heads), 2, 1))


def merge_heads(x):
    return np.moveaxis(x, 1, 2).reshape(x.shape[0], x.shape[2], x.shape[1] * x.shape[3])


def linear(x, weight):
    return x @ weight.T


def softmax(scores):
    e = np.exp(scores)
    return e / np.sum(e, axis=-1, keepdims=True)


def multi_head_forward(x, params, heads):
    N, T, D = x.shape
    q, k, v = (split_heads(linear(x, params[name].T), heads) for name in ("Wq", "Wk", "Wv"))
    flat = [each.reshape(N * heads, T, D // heads) for each in (q / np.sqrt(D // heads), k, v)]
    scores = flat[0] @ np.transpose(flat[1], (0, 2, 1))
    scores[:, ~np.tril(np.ones((T, T), dtype=bool))] = -1e30
    weights = softmax(scores)
    mixed = (weights @ flat[2]).reshape(N, heads, T, D // heads)
    merged = merge_heads(mixed)
    return linear(merged, params["Wo"].T), (x, params, q, k, v, weights.reshape(N, heads, T, T), merged)


def multi_head_backward(dout, cache):
    x, params, q, k, v, weights, merged = cache
    N, T, D = x.shape
    heads = q.shape[1]
    dmixed = split_heads(dout @ params["Wo"].T, heads)
    dq, dk, dv = np.empty_like(q), np.empty_like(k), np.empty_like(v)
    for n, h in np.ndindex(N, heads):
        p = weights[n, h]
        dp = dmixed[n, h] @ v[n, h].T
        jacobians = [np.diag(row) - np.outer(row, row) for row in p]
        ds = np.stack([jacobian @ row for jacobian, row in zip(jacobians, dp)])
        dq[n, h] = ds @ k[n, h] / np.sqrt(D // heads)
        dk[n, h] = ds.T @ (q[n, h] / np.sqrt(D // heads))
        dv[n, h] = p.T @ dmixed[n, h]
    rows = x.reshape(N * T, D)
    found = {"Wq": merge_heads(dq), "Wk": merge_heads(dk), "Wv": merge_heads(dv)}
    grads = {name: rows.T @ each.reshape(N * T, D) for name, each in found.items()}
    grads["Wo"] = merged.reshape(N * T, D).T @ dout.reshape(N * T, D)
    return np.add.reduce([each @ params[name].T for name, each in found.items()]), grads
