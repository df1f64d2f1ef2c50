"""fast_bptt. Vectors are vectors, matrices are matrices."""
import numpy as np


def loss_and_gradients(inputs, targets, h_prev, params):
    Wxh, Whh, Why = params["Wxh"], params["Whh"], params["Why"]
    bh, by = params["bh"].ravel(), params["by"].ravel()
    T = len(inputs)
    everything = np.arange(T)

    h = [h_prev.ravel()]
    for row in Wxh.T[inputs] + bh:
        h.append(np.tanh(row + Whh @ h[-1]))
    h = np.vstack(h)

    y = h[1:] @ Why.T + by
    y = (y.T - y.max(axis=1)).T
    lse = np.log(np.exp(y).sum(axis=1))
    loss = float(lse.sum() - y[everything, targets].sum())
    dy = np.exp((y.T - lse).T)
    dy[everything, targets] -= 1

    dz = dy @ Why
    slope = 1 - h[1:] ** 2
    for t in everything[::-1]:
        if t < T - 1:
            dz[t] += dz[t + 1] @ Whh
        dz[t] *= slope[t]

    dWxh = np.zeros((Wxh.shape[1], Wxh.shape[0]))
    np.add.at(dWxh, inputs, dz)
    grads = {"Wxh": dWxh.T, "Whh": dz.T @ h[:-1], "Why": dy.T @ h[1:], "bh": dz.sum(axis=0), "by": dy.sum(axis=0)}
    return loss, grads, h[-1]
