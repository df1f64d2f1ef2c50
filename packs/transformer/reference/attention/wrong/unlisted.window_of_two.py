# Each product by its letters; the mask is a number that is added, and the softmax is taken of logarithms.
import numpy as np


def attention_weights(q, k):
    T = q.shape[1]
    scores = np.einsum("btd,bsd->bts", q, k) * q.shape[2] ** -0.5
    scores += np.where((np.tri(T) > 0) & (np.tri(T, k=-2) == 0), 0.0, -np.inf)
    return np.exp(scores - np.logaddexp.reduce(scores, axis=2)[:, :, None])


def attention_forward(q, k, v):
    weights = attention_weights(q, k)
    return np.einsum("bts,bsv->btv", weights, v), (q, k, v, weights)


def attention_backward(dout, cache):
    q, k, v, weights = cache
    # Σ_s weights dweights is the same as Σ_v dout out, which is shorter where D is.
    out = np.einsum("bts,bsv->btv", weights, v)
    pull = np.einsum("btv,bsv->bts", dout, v) - np.einsum("btv,btv->bt", dout, out)[..., None]
    scaled = weights * pull * q.shape[2] ** -0.5
    dq = np.einsum("bts,bsd->btd", scaled, k)
    dk = np.einsum("bts,btd->bsd", scaled, q)
    return dq, dk, np.einsum("bts,btv->bsv", weights, dout)
