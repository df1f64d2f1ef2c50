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
        z.append(sequence.dot(params["W1"]) + params["b1"])
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


def initial_params(V, L, D, layers, rng):
    draw = lambda *shape: rng.normal(scale=0.02, size=shape)
    params = {"W": draw(V, D)}
    params["P"] = draw(L, D)
    for i in range(layers):
        block = {f"W{name}": draw(D, D) for name in "qkvo"}
        block["W1"] = draw(D, 4 * D)
        block["W2"] = draw(4 * D, D)
        block |= {"b1": np.zeros(4 * D), "b2": np.zeros(D), "gamma1": np.ones(D), "beta1": np.zeros(D)}
        block |= {"gamma2": np.ones(D), "beta2": np.zeros(D)}
        params |= {f"{i}.{name}": block[name] for name in block}
    return params | {"gamma": np.ones(D), "beta": np.zeros(D)}


def blocks_of(params):
    found = {}
    for name, array in params.items():
        if "." in name:
            number, own = name.split(".")
            found.setdefault(int(number), {})[own] = array
    return [found[i] for i in sorted(found)]


def one(tokens, params, heads):
    """One sequence: its scores, and what the way back needs."""
    x = np.array([params["W"][token] + params["P"][t] for t, token in enumerate(tokens)])[None]
    caches = []
    for block in blocks_of(params):
        x, cache = block_forward(x, block, heads)
        caches.append(cache)
    y, x_hat, std = norm(x[0], params["gamma"], params["beta"])
    return y.dot(params["W"].T), y, x_hat, std, caches


def predict(tokens, params, heads):
    return np.array([one(sequence, params, heads)[0] for sequence in tokens])


def loss_and_gradients(tokens, targets, params, heads):
    N, T = np.shape(tokens)
    grads = {name: np.zeros(array.shape) for name, array in params.items()}
    loss = 0.0
    for sequence, right in zip(tokens, targets):
        scores, y, x_hat, std, caches = one(sequence, params, heads)
        dscores = np.zeros(scores.shape)
        for t in range(T):
            row = scores[t] - max(scores[t])
            log_total = math.log(np.exp(row).sum())
            loss += (log_total - row[right[t]]) / (N * T)
            dscores[t] = np.exp(row - log_total)
            dscores[t, right[t]] -= 1
        dscores /= N * T
        grads["W"] += dscores.T.dot(y)
        d, dgamma, dbeta = norm_back(dscores.dot(params["W"]), x_hat, std, params["gamma"])
        grads["gamma"] += dgamma
        grads["beta"] += dbeta
        d = d[None]
        for i in range(len(caches) - 1, -1, -1):
            d, found = block_backward(d, caches[i])
            for name, each in found.items():
                grads[f"{i}.{name}"] += each
        for t in range(T):
            grads["W"][sequence[t]] += d[0, t]
            pass
    return loss, grads


def train(data, params, heads, steps, rng, N=16, learning_rate=0.001):
    L = len(params["P"])
    m = {name: 0.0 for name in params}
    v = dict(m)
    losses = []
    for t in range(1, steps + 1):
        inputs, targets = [], []
        for at in rng.integers(len(data) - L, size=N):
            inputs.append(list(data[at : at + L]))
            targets.append(list(data[at + 1 : at + L + 1]))
        loss, grads = loss_and_gradients(inputs, targets, params, heads)
        losses.append(loss)
        for name in params:
            m[name] = 0.9 * m[name] + 0.1 * grads[name]
            v[name] = 0.999 * v[name] + 0.001 * grads[name] ** 2
            params[name] -= learning_rate * (m[name] / (1 - 0.9**t)) / (np.sqrt(v[name] / (1 - 0.999**t)) + 1e-8)
    return losses


def generate(params, heads, tokens, count, rng, temperature=1.0):
    seen, drawn = list(tokens), []
    for _ in range(count):
        y = one(seen[-len(params["P"]) :], params, heads)[0][-1] / temperature
        powers = np.exp(y - y.max())
        # What rng.choice does: one number from 0 to 1, and the first token up to which there is more than that.
        up_to = np.cumsum(powers / powers.sum())
        drawn.append(int(np.searchsorted(up_to / up_to[-1], rng.random(), side="right")))
        seen.append(drawn[-1])
    return drawn
