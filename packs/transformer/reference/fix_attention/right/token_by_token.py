# Loops over sequences and tokens; the softmax's way back by its Jacobian.
import numpy as np


def softmax(scores):
    rows = np.reshape(scores, (-1, np.shape(scores)[-1]))
    return np.stack([np.exp(row - max(row)) / sum(np.exp(row - max(row))) for row in rows]).reshape(np.shape(scores))


def softmax_backward(dweights, weights):
    found = np.zeros_like(weights)
    for place in np.ndindex(weights.shape[:-1]):
        p = weights[place]
        found[place] = (np.diag(p) - np.outer(p, p)) @ dweights[place]
    return found


def causal_mask(T):
    return np.array([[s > t for s in range(T)] for t in range(T)])


def attention_weights(q, k):
    N, T, d = q.shape
    weights = np.zeros((N, T, T))
    for n in range(N):
        for t in range(T):
            weights[n, t, : t + 1] = softmax(k[n, : t + 1] @ q[n, t] / np.sqrt(d))
    return weights


def attention_forward(x, Wq, Wk, Wv):
    q, k, v = np.dot(x, Wq), np.dot(x, Wk), np.dot(x, Wv)
    weights = attention_weights(q, k)
    out = np.stack([np.dot(w, values) for w, values in zip(weights, v)])
    return [out, [x, Wq, Wk, Wv, q, k, v, weights]]


def attention_backward(dout, cache):
    x, Wq, Wk, Wv, q, k, v, weights = cache
    dx, dWq, dWk, dWv = (np.zeros(each.shape) for each in (x, Wq, Wk, Wv))
    for n in range(len(x)):
        ds = softmax_backward(dout[n] @ v[n].T, weights[n]) / np.sqrt(q.shape[-1])
        for dW, W, d in ((dWq, Wq, ds @ k[n]), (dWk, Wk, ds.T @ q[n]), (dWv, Wv, weights[n].T @ dout[n])):
            dx[n] += d @ W.T
            for t in range(x.shape[1]):
                dW += np.outer(x[n, t], d[t])
    return [dx, dWq, dWk, dWv]
