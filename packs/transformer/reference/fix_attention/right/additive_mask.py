# The mask as a number that is added; queries are scaled before they meet the keys, as some libraries do it.
import numpy as np


def softmax(scores):
    highest = np.amax(scores, axis=scores.ndim - 1)[..., np.newaxis]
    e = np.exp(scores - highest)
    e /= e.sum(axis=-1)[..., np.newaxis]
    return e


def softmax_backward(dweights, weights):
    return weights * dweights - weights * np.sum(weights * dweights, axis=-1, keepdims=True)


def causal_mask(T):
    return np.tri(T, k=-1).T.astype(bool)


def attention_weights(q, k):
    bias = np.zeros((q.shape[1], q.shape[1]))
    bias[causal_mask(q.shape[1])] = -1e30
    return softmax(q / np.sqrt(q.shape[-1]) @ np.moveaxis(k, 2, 1) + bias)


def attention_forward(x, Wq, Wk, Wv):
    d = Wq.shape[1]
    q, k, v = np.split(x @ np.hstack([Wq, Wk, Wv]), [d, 2 * d], axis=2)
    weights = attention_weights(q, k)
    return weights @ v, (x, Wq, Wk, Wv, q, k, v, weights)


def attention_backward(dout, cache):
    x, Wq, Wk, Wv, q, k, v, weights = cache
    d = Wq.shape[1]
    scale = 1 / np.sqrt(d)
    ds = softmax_backward(dout @ np.moveaxis(v, 2, 1), weights)
    dall = np.concatenate(
        [ds @ k * scale, np.moveaxis(ds, 2, 1) @ (q * scale), np.moveaxis(weights, 2, 1) @ dout], axis=2
    )
    dW = np.tensordot(x, dall, axes=((0, 1), (0, 1)))
    return (dall @ np.hstack([Wq, Wk, Wv]).T, *(each.copy() for each in np.split(dW, [d, 2 * d], axis=1)))
