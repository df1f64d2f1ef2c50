# Each product by its letters; the softmax by logarithms.
import numpy as np


def softmax(scores):
    return np.exp(scores - np.logaddexp.reduce(scores, axis=-1, keepdims=True))


def softmax_backward(dweights, weights):
    return weights * (dweights - np.einsum("...s,...s->...", weights, dweights)[..., None])


def causal_mask(T):
    tokens = np.arange(T)
    return tokens > tokens[:, None]


def attention_weights(q, k):
    scores = np.einsum("ntd,nsd->nts", q, k) / np.sqrt(q.shape[2])
    return softmax(np.where(causal_mask(q.shape[1]), -np.inf, scores))


def attention_forward(x, Wq, Wk, Wv):
    q, k, v = (np.einsum("ntc,cd->ntd", x, W) for W in (Wq, Wk, Wv))
    weights = attention_weights(q, k)
    return np.einsum("nts,nsd->ntd", weights, v), (x, Wq, Wk, Wv, q, k, v, weights)


def attention_backward(dout, cache):
    x, Wq, Wk, Wv, q, k, v, weights = cache
    dscores = softmax_backward(np.einsum("ntd,nsd->nts", dout, v), weights) * q.shape[2] ** -0.5
    back = (
        np.einsum("nts,nsd->ntd", dscores, k),
        np.einsum("nts,ntd->nsd", dscores, q),
        np.einsum("nts,ntd->nsd", weights, dout),
    )
    dx = sum(np.einsum("ntd,cd->ntc", d, W) for d, W in zip(back, (Wq, Wk, Wv)))
    return (dx, *(np.einsum("ntc,ntd->cd", x, d) for d in back))
