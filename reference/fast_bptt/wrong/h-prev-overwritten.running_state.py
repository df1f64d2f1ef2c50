# One state that runs through the text, written over in place, and copied into the rows.
import numpy as np


def loss_and_gradients(inputs, targets, h_prev, params):
    Wxh, Whh, Why = params["Wxh"], params["Whh"], params["Why"]
    T, t = len(inputs), np.arange(len(inputs))
    rows = np.empty((T + 1, Whh.shape[0]))
    running = h_prev.reshape(-1)
    rows[0] = running
    ahead = Wxh.T[inputs] + params["bh"].T
    for k in range(T):
        np.tanh(Whh @ running + ahead[k], out=running)
        rows[k + 1] = running

    logits = rows[1:] @ Why.T + params["by"].T
    q = np.exp(logits - logits.max(axis=-1, keepdims=True))
    q /= q.sum(axis=-1, keepdims=True)
    loss = -np.log(q[t, targets]).sum()
    q[t, targets] -= 1

    inner = q @ Why
    inner[-1] *= 1 - rows[-1] ** 2
    for k in t[-2::-1]:
        inner[k] = (inner[k] + inner[k + 1] @ Whh) * (1 - rows[k + 1] ** 2)
    at_input = inner.T @ (np.arange(Wxh.shape[1]) == np.array(inputs)[:, None])
    grads = {"Wxh": at_input, "Whh": inner.T @ rows[:-1], "Why": q.T @ rows[1:]}
    return loss, grads | {"bh": inner.sum(0)[:, None], "by": q.sum(0)[:, None]}, rows[-1].reshape(-1, 1)
