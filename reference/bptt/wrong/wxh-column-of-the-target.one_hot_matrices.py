# Two one-hot matrices with one row for each step, and the wrong one of them in one product.
import numpy as np


def one_hot(indices, size):
    rows = np.zeros((len(indices), size))
    rows[np.arange(len(indices)), indices] = 1
    return rows


def forward(read, h_prev, params):
    states = [h_prev.T]
    for x in read:
        states.append(np.tanh(x @ params["Wxh"].T + states[-1] @ params["Whh"].T + params["bh"].T))
    return np.vstack(states)


def loss_and_gradients(inputs, targets, h_prev, params):
    read, wanted = one_hot(inputs, params["Wxh"].shape[1]), one_hot(targets, params["Wxh"].shape[1])
    states = forward(read, h_prev, params)
    scores = states[1:] @ params["Why"].T + params["by"].T
    logs = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
    error = np.exp(logs) - wanted
    inner, later = np.zeros_like(states[1:]), np.zeros(states.shape[1])
    for t in range(len(inputs))[::-1]:
        inner[t] = (error[t] @ params["Why"] + later) * (1 - states[t + 1] ** 2)
        later = inner[t] @ params["Whh"]
    grads = {
        "Whh": inner.T @ states[:-1],
        "Wxh": inner.T @ wanted,
        "Why": error.T @ states[1:],
        "bh": inner.sum(axis=0).reshape(-1, 1),
        "by": error.sum(axis=0).reshape(-1, 1),
    }
    return -float((wanted * logs).sum()), grads, states[-1:].T
