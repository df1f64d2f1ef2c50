# Adds to rows picked by a list of indices, where NumPy keeps only one of several additions to a row.
import numpy as np


def loss_and_gradients(inputs, targets, h_prev, params):
    inputs, targets = np.asarray(inputs, dtype=np.int32), np.asarray(targets, dtype=np.uint8)
    steps = np.arange(inputs.size)
    H = h_prev.shape[0]
    states = np.empty((inputs.size + 1, H))
    states[0] = h_prev[:, 0]
    drive = params["Wxh"].T[inputs] + params["bh"].T
    for t in steps:
        np.tanh(drive[t] + params["Whh"] @ states[t], out=states[t + 1])
    scores = states[1:] @ params["Why"].T + params["by"].T
    log_p = scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)
    loss = -log_p[steps, targets].sum()

    dy = np.exp(log_p)
    dy[steps, targets] -= 1
    dz = dy @ params["Why"]
    slope = 1 - states[1:] ** 2
    dz[-1] *= slope[-1]
    for t in steps[-2::-1]:
        dz[t] += dz[t + 1] @ params["Whh"]
        dz[t] *= slope[t]
    by_token = np.zeros_like(params["Wxh"].T)
    by_token[inputs] += dz
    grads = dict(
        by=dy.sum(0)[:, None], bh=dz.sum(0)[:, None], Why=dy.T @ states[1:], Whh=dz.T @ states[:-1], Wxh=by_token.T
    )
    return loss, grads, states[-1:].T
