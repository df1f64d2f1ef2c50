# Tokens as rows of one long matrix, weights turned as PyTorch keeps them, and each head's scores as one large matrix.
import numpy as np

ALPHA = 0.7978845608028654  # √(2/π)


def gelu(z):
    u = ALPHA * z + ALPHA * 0.044715 * z**3
    return 0.5 * z + 0.5 * z * np.tanh(u)


def gelu_slope(z):
    u = ALPHA * z + ALPHA * 0.044715 * z**3
    du = ALPHA + 3 * ALPHA * 0.044715 * z**2
    return 0.5 * (1 + np.tanh(u)) + 0.5 * z * du * (1 - np.tanh(u) ** 2)


def linear(x, weight, bias=0.0):
    return x @ weight.T + bias


def flat(x):
    return x.reshape(-1, x.shape[-1])


def norm(x, weight, bias):
    mean = x.mean(-1, keepdims=True)
    std = np.sqrt(x.var(-1, keepdims=True) + 1e-5)
    return (x - mean) / std * weight + bias, ((x - mean) / std, std, weight)


def norm_back(dout, kept):
    x_hat, std, weight = kept
    dx_hat = dout * weight
    # Through the mean and the deviation, as the projections on them.
    ones = np.ones_like(x_hat) / np.sqrt(x_hat.shape[-1])
    dx = dx_hat - ones * (ones * dx_hat).sum(-1, keepdims=True)
    dx = dx - x_hat * (x_hat * dx_hat).mean(-1, keepdims=True)
    return dx / std, (flat(dout) * flat(x_hat)).sum(0), flat(dout).sum(0)


def mlp_forward(x, params):
    z = linear(flat(x), params["W1"].T, params["b1"])
    a = gelu(z)
    out = linear(a, params["W2"].T, params["b2"])
    return out.reshape(x.shape), (x, params, z.reshape(*x.shape[:2], -1), a.reshape(*x.shape[:2], -1))


def mlp_backward(dout, cache):
    x, params, z, a = cache
    rows = flat(dout)
    dz = (rows @ params["W2"].T) * gelu_slope(flat(z))
    grads = {"W1": (dz.T @ flat(x)).T, "b1": np.ones(len(dz)) @ dz}
    grads.update(W2=(rows.T @ flat(a)).T, b2=np.ones(len(rows)) @ rows)
    return (dz @ params["W1"].T).reshape(x.shape), grads


def attend(x, params, heads):
    N, T, D = x.shape
    three = linear(flat(x), np.concatenate([params["Wq"].T, params["Wk"].T, params["Wv"].T]))
    q, k, v = np.moveaxis(three.reshape(N, T, 3, heads, D // heads), (2, 3), (0, 2))
    scores = q @ np.swapaxes(k, 2, 3) / np.sqrt(D // heads)
    scores[..., ~np.tri(T, dtype=bool)] = -1e30
    scores -= scores.max(-1, keepdims=True)
    weights = np.exp(scores) / np.exp(scores).sum(-1, keepdims=True)
    merged = np.moveaxis(weights @ v, 1, 2).reshape(N, T, D)
    return linear(merged, params["Wo"].T), (x, params, q, k, v, weights, merged)


def attend_back(dout, kept):
    x, params, q, k, v, weights, merged = kept
    N, heads, T, d = q.shape
    dmixed = np.moveaxis((dout @ params["Wo"].T).reshape(N, T, heads, d), 2, 1)
    mixed = weights @ v
    pull = weights * (dmixed @ np.swapaxes(v, 2, 3) - (mixed * dmixed).sum(-1, keepdims=True)) / np.sqrt(d)
    three = np.stack([pull @ k, np.swapaxes(pull, 2, 3) @ q, np.swapaxes(weights, 2, 3) @ dmixed])
    three = np.moveaxis(three, (0, 2), (2, 3)).reshape(N * T, 3 * heads * d)
    turned = np.concatenate([params["Wq"].T, params["Wk"].T, params["Wv"].T])
    grads = dict(zip(("Wq", "Wk", "Wv"), np.split(flat(x).T @ three, 3, axis=1)))
    grads["Wo"] = flat(merged).T @ flat(dout)
    return (three @ turned).reshape(x.shape), grads


def block_forward(x, params, heads):
    residual = x
    h, ln_1 = norm(x, params["gamma1"], params["beta1"])
    h, attn = attend(h, params, heads)
    h = residual + h
    residual = h
    h, ln_2 = norm(h, params["gamma2"], params["beta2"])
    h, mlp = mlp_forward(h, params)
    return residual + h, (ln_1, attn, ln_2, mlp)


def block_backward(dout, cache):
    ln_1, attn, ln_2, mlp = cache
    grads = {}
    residual = dout
    d, of_mlp = mlp_backward(dout, mlp)
    d, grads["beta2"], grads["gamma2"] = norm_back(d, ln_2)
    residual = residual + d
    d, of_attention = attend_back(residual, attn)
    d, grads["beta1"], grads["gamma1"] = norm_back(d, ln_1)
    return residual + d, {**grads, **of_attention, **of_mlp}
