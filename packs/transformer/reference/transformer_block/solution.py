"""A block as in GPT-2: Radford et al., "Language Models are Unsupervised Multitask Learners", 2019, section 2.3."""

import numpy as np

MATRICES = ("Wq", "Wk", "Wv", "Wo")


def layer_norm_forward(x, gamma, beta):
    centred = x - x.mean(axis=-1, keepdims=True)
    std = np.sqrt((centred**2).mean(axis=-1, keepdims=True) + 1e-5)
    x_hat = centred / std
    return gamma * x_hat + beta, (x_hat, std, gamma)


def layer_norm_backward(dout, cache):
    x_hat, std, gamma = cache
    dx_hat = dout * gamma
    by_mean = dx_hat.mean(axis=-1, keepdims=True)
    by_std = (dx_hat * x_hat).mean(axis=-1, keepdims=True)
    return (dx_hat - by_mean - x_hat * by_std) / std, (dout * x_hat).sum(axis=(0, 1)), dout.sum(axis=(0, 1))


def split_heads(x, heads):
    return x.reshape(*x.shape[:2], heads, -1).swapaxes(1, 2)


def merge_heads(x):
    return np.concatenate(list(x.swapaxes(0, 1)), axis=-1)


def multi_head_forward(x, params, heads):
    q, k, v = (split_heads(x @ params[name], heads) for name in MATRICES[:3])
    scores = q @ k.swapaxes(2, 3) / np.sqrt(q.shape[3])
    scores = np.where(np.tri(q.shape[2], dtype=bool), scores, -np.inf)
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    weights = powers / powers.sum(axis=-1, keepdims=True)
    merged = merge_heads(weights @ v)
    return merged @ params["Wo"], (x, params, q, k, v, weights, merged)


def over_rows(a, b):
    """The sum over all tokens of all sequences of a column of a times a row of b."""
    return np.tensordot(a, b, axes=((0, 1), (0, 1)))


def multi_head_backward(dout, cache):
    x, params, q, k, v, weights, merged = cache
    dmixed = split_heads(dout @ params["Wo"].T, q.shape[1])
    dweights = dmixed @ v.swapaxes(2, 3)
    common = (weights * dweights).sum(axis=-1, keepdims=True)
    dscores = weights * (dweights - common) / np.sqrt(q.shape[3])
    found = {"Wq": dscores @ k, "Wk": dscores.swapaxes(2, 3) @ q, "Wv": weights.swapaxes(2, 3) @ dmixed}
    found = {name: merge_heads(each) for name, each in found.items()}
    grads = {name: over_rows(x, each) for name, each in found.items()} | {"Wo": over_rows(merged, dout)}
    return sum(each @ params[name].T for name, each in found.items()), grads


ROOT, CUBIC = np.sqrt(2 / np.pi), 0.044715


def gelu(z):
    return 0.5 * z * (1 + np.tanh(ROOT * (z + CUBIC * z**3)))


def gelu_slope(z):
    t = np.tanh(ROOT * (z + CUBIC * z**3))
    inner = ROOT * (1 + 3 * CUBIC * z**2)
    return 0.5 * (1 + t) + 0.5 * z * (1 - t**2) * inner


def mlp_forward(x, params):
    z = x @ params["W1"] + params["b1"]
    a = gelu(z)
    return a @ params["W2"] + params["b2"], (x, params, z, a)


def mlp_backward(dout, cache):
    x, params, z, a = cache
    da = dout @ params["W2"].T
    dz = da * gelu_slope(z)
    dx = dz @ params["W1"].T
    grads = {"W1": over_rows(x, dz), "b1": dz.sum(axis=(0, 1)), "W2": over_rows(a, dout), "b2": dout.sum(axis=(0, 1))}
    return dx, grads


def block_forward(x, params, heads):
    normed, norm1 = layer_norm_forward(x, params["gamma1"], params["beta1"])
    found, attention = multi_head_forward(normed, params, heads)
    middle = x + found
    normed, norm2 = layer_norm_forward(middle, params["gamma2"], params["beta2"])
    found, mlp = mlp_forward(normed, params)
    out = middle + found
    return out, (norm1, attention, norm2, mlp)


def block_backward(dout, cache):
    norm1, attention, norm2, mlp = cache
    dnormed, grads_mlp = mlp_backward(dout, mlp)
    dbefore, dgamma2, dbeta2 = layer_norm_backward(dnormed, norm2)
    dmiddle = dout + dbefore
    dnormed, grads_attention = multi_head_backward(dmiddle, attention)
    dbefore, dgamma1, dbeta1 = layer_norm_backward(dnormed, norm1)
    dx = dmiddle + dbefore
    norms = {"gamma1": dgamma1, "beta1": dbeta1, "gamma2": dgamma2, "beta2": dbeta2}
    return dx, {**norms, **grads_attention, **grads_mlp}
