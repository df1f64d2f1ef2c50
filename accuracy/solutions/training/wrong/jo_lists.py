import numpy as np

def clip_gradients(grads, limit=5.0):
    for g in grads.values():
        np.clip(g, -limit, limit, out=g)

def rnn(inputs, targets, h, params):
    steps = []
    loss = 0
    for i, k in zip(inputs, targets):
        h_old = h
        h = np.tanh(params["Wxh"][:, [i]] + params["Whh"] @ h_old + params["bh"])
        y = params["Why"] @ h + params["by"]
        y = y - np.max(y)
        p = np.exp(y) / np.exp(y).sum()
        loss += np.log(np.exp(y).sum()) - y[k, 0]
        steps.append([i, k, h_old, h, p])
    grads = {name: np.zeros_like(params[name]) for name in params}
    dh = np.zeros_like(h)
    for i, k, h_old, h_new, p in reversed(steps):
        p[k] -= 1
        grads["Why"] += p @ h_new.T
        grads["by"] += p
        dz = (dh + params["Why"].T @ p) * (1 - h_new * h_new)
        grads["Wxh"][:, [i]] += dz
        grads["Whh"] += dz @ h_old.T
        grads["bh"] += dz
        dh = params["Whh"].T @ dz
    return loss, grads, h

def train(data, params, steps, seq_length=25, learning_rate=0.1):
    V = len(params["by"])
    H = len(params["bh"])
    memory = {name: np.zeros_like(params[name]) for name in params}
    smooth = -np.log(1/V) * seq_length
    smooths = []
    start = 0
    h = np.zeros((H, 1))
    for _ in range(steps):
        if start + seq_length + 1 > len(data):
            start = 0
            h = np.zeros((H, 1))
        inputs = data[start : start+seq_length]
        targets = inputs[1:] + [data[start+seq_length]]   # the same, one further
        loss, grads, h = rnn(inputs, targets, h, params)
        clip_gradients(grads)
        for name in params:
            memory[name] += grads[name]**2
            params[name] -= learning_rate * grads[name] / np.sqrt(memory[name] + 1e-8)
        smooth = 0.999*smooth + 0.001*loss
        smooths.append(float(smooth))
        start += seq_length
    return smooths
