"""A small GPT: Radford et al., "Language Models are Unsupervised Multitask Learners", 2019."""

import numpy as np

MATRICES, ROWS = ("Wq", "Wk", "Wv", "Wo"), (0, 1)
ROOT, CUBIC = np.sqrt(2 / np.pi), 0.044715


def norm_forward(x, gamma, beta):
    std = np.sqrt(x.var(axis=-1, keepdims=True) + 1e-5)
    x_hat = (x - x.mean(axis=-1, keepdims=True)) / std
    return gamma * x_hat + beta, (x_hat, std, gamma)


def norm_backward(dout, cache):
    x_hat, std, gamma = cache
    g = dout * gamma
    dx = (g - g.mean(axis=-1, keepdims=True) - x_hat * (g * x_hat).mean(axis=-1, keepdims=True)) / std
    return dx, (dout * x_hat).sum(axis=ROWS), dout.sum(axis=ROWS)


def split(x, heads):
    return x.reshape(*x.shape[:2], heads, -1).swapaxes(1, 2)


def merge(x):
    return np.concatenate(list(x.swapaxes(0, 1)), axis=-1)


def over_rows(a, b):
    return np.tensordot(a, b, axes=(ROWS, ROWS))


def attention_forward(x, p, heads):
    q, k, v = (split(x @ p[name], heads) for name in MATRICES[:3])
    scores = np.where(np.tri(x.shape[1], dtype=bool), q @ k.swapaxes(2, 3) / np.sqrt(q.shape[3]), -np.inf)
    weights = softmax(scores)
    merged = merge(weights @ v)
    return merged @ p["Wo"], (x, q, k, v, weights, merged)


def attention_backward(dout, cache, p):
    x, q, k, v, weights, merged = cache
    dmixed = split(dout @ p["Wo"].T, q.shape[1])
    dweights = dmixed @ v.swapaxes(2, 3)
    dscores = weights * (dweights - (weights * dweights).sum(axis=-1, keepdims=True)) / np.sqrt(q.shape[3])
    found = {"Wq": dscores @ k, "Wk": dscores.swapaxes(2, 3) @ q, "Wv": weights.swapaxes(2, 3) @ dmixed}
    found = {name: merge(each) for name, each in found.items()}
    grads = {name: over_rows(x, each) for name, each in found.items()} | {"Wo": over_rows(merged, dout)}
    return sum(each @ p[name].T for name, each in found.items()), grads


def block_forward(x, p, heads):
    normed, norm1 = norm_forward(x, p["gamma1"], p["beta1"])
    found, attention = attention_forward(normed, p, heads)
    x = x + found
    normed, norm2 = norm_forward(x, p["gamma2"], p["beta2"])
    z = normed @ p["W1"] + p["b1"]
    t = np.tanh(ROOT * (z + CUBIC * z**3))
    a = 0.5 * z * (1 + t)
    return x + a @ p["W2"] + p["b2"], (norm1, attention, norm2, normed, z, t, a, p)


def block_backward(dout, cache):
    norm1, attention, norm2, normed, z, t, a, p = cache
    dz = dout @ p["W2"].T * (0.5 * (1 + t) + 0.5 * z * (1 - t**2) * ROOT * (1 + 3 * CUBIC * z**2))
    grads = {"W1": over_rows(normed, dz), "b1": dz.sum(axis=ROWS), "W2": over_rows(a, dout), "b2": dout.sum(axis=ROWS)}
    dbefore, grads["gamma2"], grads["beta2"] = norm_backward(dz @ p["W1"].T, norm2)
    dout = dout + dbefore
    dnormed, more = attention_backward(dout, attention, p)
    dbefore, grads["gamma1"], grads["beta1"] = norm_backward(dnormed, norm1)
    return dout + dbefore, grads | more


def softmax(scores):
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


class Adam:
    def __init__(self, learning_rate):
        self.learning_rate, self.m, self.v, self.t = learning_rate, {}, {}, 0

    def update(self, params, grads):
        self.t += 1
        for name, g in grads.items():
            m = self.m[name] = 0.9 * self.m.get(name, 0) + 0.1 * g
            v = self.v[name] = 0.999 * self.v.get(name, 0) + 0.001 * g**2
            root = np.sqrt(v / (1 - 0.999**self.t))
            params[name] -= self.learning_rate * m / (1 - 0.9**self.t) / (root + 1e-8)


def initial_params(V, L, D, layers, rng):
    params = {"W": rng.normal(0, 0.02, (V, D)), "P": rng.normal(0, 0.02, (L, D))}
    for i in range(layers):
        for name, shape in block_shapes(D).items():
            params[f"{i}.{name}"] = rng.normal(0, 0.02, shape)
        params |= {f"{i}.gamma1": np.ones(D), f"{i}.beta1": np.zeros(D)}
        params |= {f"{i}.gamma2": np.ones(D), f"{i}.beta2": np.zeros(D)}
        params |= {f"{i}.b1": np.zeros(4 * D), f"{i}.b2": np.zeros(D)}
    return params | {"gamma": np.ones(D), "beta": np.zeros(D)}


def block_shapes(D):
    return dict.fromkeys(MATRICES, (D, D)) | {"W1": (D, 4 * D), "W2": (4 * D, D)}


def of_block(params, i):
    start = f"{i}."
    return {name.removeprefix(start): each for name, each in params.items() if name.startswith(start)}


def layers_of(params):
    return sum(name.endswith(".Wq") for name in params)


def forward(tokens, params, heads):
    x = params["W"][tokens] + params["P"][: tokens.shape[1]]
    caches = []
    for i in range(layers_of(params)):
        x, cache = block_forward(x, of_block(params, i), heads)
        caches.append(cache)
    y, norm = norm_forward(x, params["gamma"], params["beta"])
    return y @ params["W"].T, (y, norm, caches)


def predict(tokens, params, heads):
    logits, _ = forward(np.asarray(tokens), params, heads)
    return logits


def loss_and_gradients(tokens, targets, params, heads):
    logits, (y, norm, caches) = forward(tokens, params, heads)
    right = np.eye(logits.shape[2])[targets]
    scores = logits - logits.max(axis=-1, keepdims=True)
    log_probs = scores - np.log(np.exp(scores).sum(axis=-1, keepdims=True))
    loss = -(right * log_probs).sum() / targets.size
    dlogits = (np.exp(log_probs) - right) / targets.size
    grads = {"W": over_rows(dlogits, y), "P": np.zeros_like(params["P"])}
    dx, grads["gamma"], grads["beta"] = norm_backward(dlogits @ params["W"], norm)
    for i in reversed(range(len(caches))):
        dx, found = block_backward(dx, caches[i])
        grads |= {f"{i}.{name}": each for name, each in found.items()}
    # W was read twice: for the tokens that go in, and for the scores that come out.
    np.add.at(grads["W"], tokens, dx)
    grads["P"][: tokens.shape[1]] = dx.sum(axis=0)
    return float(loss), grads


def train(data, params, heads, steps, rng, N=16, learning_rate=0.001):
    data, L = np.asarray(data), len(params["P"])
    optimizer, losses = Adam(learning_rate), []
    for _ in range(steps):
        starts = rng.integers(len(data) - L, size=N)
        places = starts[:, None] + np.arange(L)
        loss, grads = loss_and_gradients(data[places], data[places + 1], params, heads)
        losses.append(loss)
        optimizer.update(params, grads)
    return losses


def generate(params, heads, tokens, count, rng, temperature=1.0):
    tokens, L = list(tokens), len(params["P"])
    begun = len(tokens)
    for _ in range(count):
        scores = predict([tokens[-L:]], params, heads)[0, -1]
        tokens.append(int(rng.choice(len(scores), p=softmax(scores / temperature))))
    return tokens[begun:]
