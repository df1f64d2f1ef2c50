# One sequence after the other, as matrices; a token's norm has its Jacobian, and so has each softmax.
import math

import numpy as np


def gelu(z):
    return z * (1 + np.tanh(math.sqrt(2 / math.pi) * z * (1 + 0.044715 * np.square(z)))) / 2


def gelu_slope(z):
    c = math.sqrt(2 / math.pi)
    t = np.tanh(c * z * (1 + 0.044715 * np.square(z)))
    return (1 + t + z * (1 - t * t) * c * (1 + 0.134145 * np.square(z))) / 2


def norm(x, gamma, beta):
    std = np.sqrt(x.var(axis=1, keepdims=True) + 1e-5)
    x_hat = (x - x.mean(axis=1, keepdims=True)) / std
    return x_hat * gamma + beta, x_hat, std


def norm_back(dout, x_hat, std, gamma):
    D = len(gamma)
    rows = []
    for row, h, s in zip(dout * gamma, x_hat, std[:, 0]):
        rows.append((np.eye(D) - 1 / D - np.outer(h, h) / D) @ row / s)
    return np.array(rows), (dout * x_hat).sum(0), dout.sum(0)


def mlp_forward(x, params):
    z, a, out = [], [], []
    for sequence in x:
        z.append(sequence.dot(params["W1"]))
        a.append(gelu(z[-1]))
        out.append(a[-1].dot(params["W2"]) + params["b2"])
    return np.array(out), (x, params, np.array(z), np.array(a))


def mlp_backward(dout, cache):
    x, params, z, a = cache
    grads = {name: np.zeros(np.shape(params[name])) for name in ("W1", "b1", "W2", "b2")}
    dx = []
    for n in range(len(x)):
        dz = dout[n].dot(params["W2"].T) * gelu_slope(z[n])
        grads["W1"] += x[n].T.dot(dz)
        grads["b1"] += dz.sum(0)
        grads["W2"] += a[n].T.dot(dout[n])
        grads["b2"] += dout[n].sum(0)
        dx.append(dz.dot(params["W1"].T))
    return np.array(dx), grads


def attend(x, params, heads):
    T, D = x.shape
    d = D // heads
    q, k, v = (np.array(np.split(x @ params[name], heads, axis=1)) for name in ("Wq", "Wk", "Wv"))
    weights = np.zeros((heads, T, T))
    for h in range(heads):
        for t in range(T):
            scores = k[h, : t + 1] @ q[h, t] / math.sqrt(d)
            powers = np.exp(scores - scores.max())
            weights[h, t, : t + 1] = powers / powers.sum()
    return q, k, v, weights, np.hstack([weights[h] @ v[h] for h in range(heads)])


def block_forward(x, params, heads):
    parts = {name: [] for name in ("hat1", "std1", "n1", "q", "k", "v", "weights", "merged", "hat2", "std2", "n2", "mid")}
    for sequence in x:
        n1, hat1, std1 = norm(sequence, params["gamma1"], params["beta1"])
        q, k, v, weights, merged = attend(n1, params, heads)
        mid = sequence + merged @ params["Wo"]
        n2, hat2, std2 = norm(mid, params["gamma2"], params["beta2"])
        for name, part in zip(parts, (hat1, std1, n1, q, k, v, weights, merged, hat2, std2, n2, mid)):
            parts[name].append(part)
    p = {name: np.array(each) for name, each in parts.items()}
    found, mlp = mlp_forward(p["n2"], params)
    attention = (p["n1"], params, p["q"], p["k"], p["v"], p["weights"], p["merged"])
    norms = (p["hat1"], p["std1"], params["gamma1"]), (p["hat2"], p["std2"], params["gamma2"])
    return p["mid"] + found, (norms[0], attention, norms[1], mlp)


def block_backward(dout, cache):
    (hat1, std1, gamma1), (n1, params, q, k, v, weights, merged), (hat2, std2, gamma2), mlp = cache
    dn2, grads = mlp_backward(dout, mlp)
    grads |= {name: np.zeros(n1.shape[2]) for name in ("gamma1", "beta1", "gamma2", "beta2")}
    grads |= {name: np.zeros(np.shape(params[name])) for name in ("Wq", "Wk", "Wv", "Wo")}
    dx = np.zeros(n1.shape)
    heads, d = q.shape[1], q.shape[3]
    for n in range(len(n1)):
        through, dgamma2, dbeta2 = norm_back(dn2[n], hat2[n], std2[n], gamma2)
        dmid = dout[n] + through
        dn1 = np.zeros(n1.shape[1:])
        dmerged = dmid @ params["Wo"].T
        grads["Wo"] += merged[n].T @ dmid
        for h in range(heads):
            own, w = slice(h * d, h * d + d), weights[n, h]
            dw = dmerged[:, own] @ v[n, h].T
            ds = np.array([(np.diag(row) - np.outer(row, row)) @ each for row, each in zip(w, dw)]) / math.sqrt(d)
            for name, back in (("Wq", ds @ k[n, h]), ("Wk", ds.T @ q[n, h]), ("Wv", w.T @ dmerged[:, own])):
                grads[name][:, own] += n1[n].T @ back
                dn1 += back @ params[name][:, own].T
        through, dgamma1, dbeta1 = norm_back(dn1, hat1[n], std1[n], gamma1)
        dx[n] = dmid + through
        for name, each in (("gamma1", dgamma1), ("beta1", dbeta1), ("gamma2", dgamma2), ("beta2", dbeta2)):
            grads[name] += each
    return dx, grads
