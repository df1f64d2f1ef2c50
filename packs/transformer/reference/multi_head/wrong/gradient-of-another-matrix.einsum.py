# Each matrix as a table with an axis for the heads, and each product by its letters.
import numpy as np


def split_heads(x, heads):
    N, T, D = x.shape
    return np.einsum("nthd->nhtd", x.reshape(N, T, heads, D // heads)).copy()


def merge_heads(x):
    return np.einsum("nhtd->nthd", x).reshape(len(x), x.shape[2], -1)


def multi_head_forward(x, params, heads):
    D = x.shape[2]
    q, k, v = (np.einsum("nti,ihd->nhtd", x, params[f"W{name}"].reshape(D, heads, -1)) for name in "qkv")
    scores = np.einsum("nhtd,nhsd->nhts", q, k) / np.sqrt(D / heads)
    visible = np.tri(x.shape[1], dtype=bool)
    highest = scores.max(axis=3, keepdims=True, where=visible, initial=-np.inf)
    powers = np.where(visible, np.exp(np.where(visible, scores - highest, 0)), 0)
    weights = powers / powers.sum(axis=3)[..., None]
    merged = merge_heads(np.einsum("nhts,nhsd->nhtd", weights, v))
    return np.einsum("nti,ij->ntj", merged, params["Wo"]), (x, params, q, k, v, weights, merged)


def multi_head_backward(dout, cache):
    x, params, q, k, v, weights, merged = cache
    heads, D = q.shape[1], x.shape[2]
    dmixed = np.einsum("ntj,hdj->nhtd", dout, params["Wo"].reshape(heads, -1, D))
    pull = np.einsum("nhtd,nhsd->nhts", dmixed, v)
    pull -= np.einsum("nhts,nhts->nht", weights, pull)[..., None]
    pull *= weights * (D / heads) ** -0.5
    back = {
        "Wq": np.einsum("nhts,nhsd->nhtd", pull, k),
        "Wk": np.einsum("nhts,nhtd->nhsd", pull, q),
        "Wv": np.einsum("nhts,nhtd->nhsd", weights, dmixed),
    }
    dx = sum(np.einsum("nhtd,ihd->nti", each, params[name].reshape(D, heads, -1)) for name, each in back.items())
    grads = {name: np.einsum("nti,nhtd->ihd", x, each).reshape(D, D) for name, each in back.items()}
    return dx, {"Wo": np.einsum("nti,ntj->ij", x, dout), **grads}
