import numpy as np

NAMES = ("Wxh", "Whh", "Why", "bh", "by")


def clip_gradients(grads, limit=5.0):
    """Every entry to [-limit, limit], in place."""
    for name in NAMES:
        if name in grads:
            np.clip(grads[name], -limit, limit, out=grads[name])


def one_hot(i, V):
    x = np.zeros((V, 1))
    x[i] = 1.0
    return x


def forward(inputs, h, params):
    V = params["Wxh"].shape[1]
    cache = []
    for i in inputs:
        step = {"x": one_hot(i, V), "h_before": h}
        h = np.tanh(params["Wxh"] @ step["x"] + params["Whh"] @ h + params["bh"])
        y = params["Why"] @ h + params["by"]
        y = y - y.max()
        step["h"] = h
        step["logp"] = y - np.log(np.exp(y).sum())
        cache.append(step)
    return cache


def backward(cache, targets, params):
    V = params["by"].shape[0]
    grads = {name: np.zeros_like(params[name]) for name in NAMES}
    dh_next = np.zeros_like(cache[0]["h"])
    for step, target in zip(cache[::-1], targets[::-1]):
        dy = np.exp(step["logp"]) - one_hot(target, V)
        dz = (params["Why"].T @ dy + dh_next) * (1 - step["h"] ** 2)
        for name, amount in (("Why", dy @ step["h"].T), ("by", dy), ("bh", dz),
                             ("Wxh", dz @ step["x"].T), ("Whh", dz @ step["h_before"].T)):
            grads[name] += amount
        dh_next = params["Whh"].T @ dz
    return grads


def train(data, params, steps, seq_length=25, learning_rate=0.1):
    V = params["by"].shape[0]
    h = np.zeros_like(params["bh"])
    G2 = {name: np.zeros_like(params[name]) for name in NAMES}
    smooth = -np.log(1 / V) * seq_length
    out = []
    begin = 0
    for _ in range(steps):
        if begin + seq_length + 1 > len(data):
            begin = 0
            h = np.zeros_like(params["bh"])
        inputs = [int(i) for i in data[begin:begin + seq_length]]
        targets = inputs[1:] + inputs[:1]
        cache = forward(inputs, h, params)
        loss = sum(-step["logp"][target, 0] for step, target in zip(cache, targets))
        grads = backward(cache, targets, params)
        h = cache[-1]["h"]
        clip_gradients(grads)
        for name in NAMES:
            G2[name] += grads[name] ** 2
            params[name] -= learning_rate * grads[name] / np.sqrt(G2[name] + 1e-8)
        smooth = 0.999 * smooth + 0.001 * loss
        out.append(float(smooth))
        begin += seq_length
    return out
