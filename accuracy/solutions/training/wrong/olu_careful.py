"""Training (kata 70). Careful version with checks."""
import numpy as np


def clip_gradients(grads, limit=5.0):
    assert limit > 0
    for name, gradient in grads.items():
        gradient[gradient > limit] = limit


def _check(data, seq_length):
    if len(data) < seq_length + 1:
        raise ValueError(f"{len(data)} indices are too few for a chunk of {seq_length}")


def _loss_and_gradients(inputs, targets, h_prev, params):
    T, H, V = len(inputs), params["Wxh"].shape[0], params["Wxh"].shape[1]
    x = np.zeros((T, V, 1))
    h = np.zeros((T, H, 1))
    p = np.zeros((T, V, 1))
    loss = 0.0
    previous = h_prev
    for t in range(T):
        x[t, inputs[t], 0] = 1.0
        h[t] = np.tanh(params["Wxh"] @ x[t] + params["Whh"] @ previous + params["bh"])
        scores = params["Why"] @ h[t] + params["by"]
        scores -= np.amax(scores)
        exps = np.exp(scores)
        p[t] = exps / np.sum(exps)
        loss += float(np.log(np.sum(exps)) - scores[targets[t], 0])
        previous = h[t]
    grads = {name: np.zeros_like(array) for name, array in params.items()}
    dh_from_next = np.zeros((H, 1))
    for t in range(T - 1, -1, -1):
        before = h[t - 1] if t > 0 else h_prev
        dy = p[t] - np.eye(V)[targets[t]].reshape(V, 1)
        grads["Why"] += dy @ h[t].T
        grads["by"] += dy
        dz = (params["Why"].T @ dy + dh_from_next) * (1.0 - np.square(h[t]))
        grads["Wxh"] += dz @ x[t].T
        grads["Whh"] += dz @ before.T
        grads["bh"] += dz
        dh_from_next = params["Whh"].T @ dz
    return loss, grads, h[T - 1].copy()


def train(data, params, steps, seq_length=25, learning_rate=0.1):
    _check(data, seq_length)
    V = params["Why"].shape[0]
    memory = {name: np.zeros_like(array) for name, array in params.items()}
    smooth = -np.log(1.0 / V) * seq_length
    result = []
    position, state = 0, np.zeros_like(params["bh"])
    for step in range(steps):
        if len(data) - position < seq_length + 1:
            position, state = 0, np.zeros_like(params["bh"])
        inputs = [data[position + k] for k in range(seq_length)]
        targets = [data[position + k + 1] for k in range(seq_length)]
        loss, grads, state = _loss_and_gradients(inputs, targets, state, params)
        clip_gradients(grads)
        for name in params:
            memory[name] += grads[name] ** 2
            params[name] -= learning_rate * grads[name] / np.sqrt(memory[name] + 1e-8)
        smooth = 0.999 * smooth + 0.001 * loss
        result.append(float(loss))
        position += seq_length
    assert len(result) == steps
    return result
