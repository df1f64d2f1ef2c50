"""Third axis for the steps: every array is (T, rows, 1), so that the formulas look as in bptt."""
import numpy as np


def T_(a):
    return a.transpose(0, 2, 1)


def loss_and_gradients(inputs, targets, h_prev, params):
    Wxh, Whh, Why, bh, by = (params[name] for name in ["Wxh", "Whh", "Why", "bh", "by"])
    steps = len(inputs)
    one_hot_in = np.eye(Wxh.shape[1])[:, :, None][inputs]
    one_hot_out = np.eye(Wxh.shape[1])[:, :, None][targets]

    wx = np.take(Wxh.T, inputs, axis=0)[:, :, None] + bh
    h = np.zeros((steps + 1, len(bh), 1))
    for t in range(steps):
        h[t + 1] = np.tanh(wx[t] + Whh @ h[t])
    before, after = h[:-1], h[1:]

    y = (after[:, :, 0] @ Why.T)[:, :, None] + by
    y = y - y.max(axis=1, keepdims=True)
    norm = np.exp(y).sum(axis=1, keepdims=True)
    loss = float(np.log(norm).sum() - (y * one_hot_out).sum())

    dy = np.exp(y) / norm - one_hot_out
    dh = (dy[:, :, 0] @ Why)[:, :, None]
    slope = 1 - after * after
    dz = np.zeros_like(dh)
    nxt = np.zeros_like(bh)
    back = Whh.T.copy()
    for t in reversed(range(steps)):
        dz[t] = (dh[t] + nxt) * slope[t]
        nxt = back @ dz[t]

    grads = {
        "Wxh": dz[:, :, 0].T @ one_hot_in[:, :, 0],
        "Whh": dz[:, :, 0].T @ before[:, :, 0],
        "Why": dy[:, :, 0].T @ after[:, :, 0],
        "bh": dz.sum(axis=0),
        "by": dy.sum(axis=0),
    }
    return loss, grads, h[steps].copy()
