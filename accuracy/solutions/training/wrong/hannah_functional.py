"""Training. I like small pure functions: everything goes in by an argument and comes out by return."""
import numpy as np


def clip_gradients(grads, limit=5.0):
    for g in grads.values():
        g[...] = np.where(g > limit, limit, np.where(g < -limit, -limit, g))
    return None


def cell(params, i, h):
    return np.tanh(params["Wxh"] @ np.eye(params["Wxh"].shape[1])[:, [i]] + params["Whh"] @ h + params["bh"])


def log_softmax(y):
    y = y - y.max(axis=0)
    return y - np.log(np.exp(y).sum(axis=0))


def unroll(params, inputs, h):
    states = [h]
    for i in inputs:
        states.append(cell(params, i, states[-1]))
    return states


def gradients(params, inputs, targets, h):
    V = params["by"].shape[0]
    states = unroll(params, inputs, h)
    after = np.hstack(states[1:])
    before = np.hstack(states[:-1])
    logp = log_softmax(params["Why"] @ after + params["by"])
    want = np.eye(V)[:, targets]
    error = np.exp(logp) - want
    d_after = params["Why"].T @ error
    slope = 1 - after ** 2
    columns = [d_after[:, [-1]] * slope[:, [-1]]]
    for t in range(len(inputs) - 2, -1, -1):
        columns.insert(0, (d_after[:, [t]] + params["Whh"].T @ columns[0]) * slope[:, [t]])
    dz = np.hstack(columns)
    return -(logp * want).sum(), states[-1], {
        "Wxh": dz @ np.eye(params["Wxh"].shape[1])[:, inputs].T,
        "Whh": dz @ before.T,
        "Why": error @ after.T,
        "bh": dz.sum(axis=1, keepdims=True),
        "by": error.sum(axis=1, keepdims=True),
    }


def adagrad(params, memory, grads, rate):
    memory = {k: memory[k] + grads[k] ** 2 for k in params}
    new = {k: params[k] - rate * grads[k] / np.sqrt(memory[k] + 1e-8) for k in params}
    return new, memory


def train(data, params, steps, seq_length=25, learning_rate=0.1):
    data = np.asarray(data)
    memory = {k: np.zeros_like(v) for k, v in params.items()}
    h = np.zeros_like(params["bh"])
    smooth = np.log(params["by"].shape[0]) * seq_length
    begin, losses = 0, []
    for _ in range(steps):
        if begin + seq_length >= len(data):
            begin, h = 0, np.zeros_like(h)
        inputs = data[begin:begin + seq_length].tolist()
        targets = data[begin + 1:begin + 1 + seq_length].tolist()
        loss, h, grads = gradients(params, inputs, targets, h)
        clip_gradients(grads)
        new, memory = adagrad(params, memory, grads, learning_rate)
        params.update(new)
        smooth = 0.999 * smooth + 0.001 * loss
        losses.append(float(smooth))
        begin += seq_length
    return losses
