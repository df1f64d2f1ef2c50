"""Training, with a bptt that has the time in the rows."""
import numpy as np


def clip_gradients(grads, limit=5.0):
    for name in grads:
        grads[name][:] = grads[name].clip(-limit, limit)


def bptt_rows(x, y, h0, params):
    T = len(x)
    H = len(h0)
    states = np.zeros((T + 1, H))
    states[0] = h0
    for t in range(T):
        states[t + 1] = np.tanh(params["Wxh"][:, x[t]] + params["Whh"] @ states[t] + params["bh"].ravel())
    logits = states[1:] @ params["Why"].T + params["by"].ravel()
    logits -= logits.max(1, keepdims=True)
    lse = np.log(np.exp(logits).sum(1))
    loss = lse.sum() - logits[range(T), y].sum()

    delta = np.exp(logits - lse[:, None])
    delta[range(T), y] -= 1
    back = delta @ params["Why"]
    for t in reversed(range(T)):
        back[t] *= 1 - states[t + 1] ** 2
        if t > 0:
            back[t - 1] += params["Whh"].T @ back[t]
    dWxh = np.zeros_like(params["Wxh"])
    for t in range(T):
        dWxh[:, x[t]] += back[t]
    grads = {
        "Wxh": dWxh,
        "Whh": back.T @ states[:-1],
        "Why": delta.T @ states[1:],
        "bh": back.sum(0)[:, None],
        "by": delta.sum(0)[:, None],
    }
    return loss, grads, states[T].copy()


def train(data, params, steps, seq_length=25, learning_rate=0.1):
    data = list(data)
    chars = set(data)
    n_chars = len(chars)
    n_hidden = params["Whh"].shape[0]

    squares = {name: np.zeros(params[name].shape) for name in params}
    smooth = -np.log(1 / n_chars) * seq_length
    history = []

    position = 0
    state = np.zeros(n_hidden)
    for _ in range(steps):
        if position + seq_length + 1 > len(data):
            position, state = 0, np.zeros(n_hidden)
        x = data[position:position + seq_length]
        y = data[position + 1:position + seq_length + 1]
        loss, grads, state = bptt_rows(x, y, state, params)
        clip_gradients(grads)
        for name in params:
            squares[name] += grads[name] ** 2
            params[name] -= learning_rate * grads[name] / np.sqrt(squares[name] + 1e-8)
        smooth = 0.999 * smooth + 0.001 * loss
        history.append(float(smooth))
        position += seq_length
    return history
