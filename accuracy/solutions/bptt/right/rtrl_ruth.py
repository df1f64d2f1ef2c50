"""Real-time recurrent learning: the exact same gradients, but never backwards.

J[name] holds d h_t / d weight, shape (H,) + the weight's shape. It is carried forward with the state.
"""
import numpy as np


def loss_and_gradients(inputs, targets, h_prev, params):
    Wxh, Whh, Why = params["Wxh"], params["Whh"], params["Why"]
    H, V = Wxh.shape
    h = np.array(h_prev, dtype=float)
    J = {"Wxh": np.zeros((H, H, V)), "Whh": np.zeros((H, H, H)), "bh": np.zeros((H, H, 1))}
    grads = {name: np.zeros(np.shape(params[name])) for name in params}
    unit = np.arange(H)
    loss = 0.0
    for symbol, goal in zip(inputs, targets):
        direct = {name: np.zeros(J[name].shape) for name in J}
        direct["Wxh"][unit, unit, symbol] = 1
        direct["Whh"][unit, unit, :] = h[:, 0]
        direct["bh"][unit, unit, 0] = 1
        h = np.tanh(Wxh[:, symbol].reshape(H, 1) + Whh @ h + params["bh"])
        slope = 1 - h[:, 0] ** 2
        for name in J:
            J[name] = np.einsum("k,kab->kab", slope, direct[name] + np.tensordot(Whh, J[name], axes=(1, 0)))

        y = Why @ h + params["by"]
        top = y.max()
        lse = top + np.log(np.exp(y - top).sum())
        loss += float(lse - y[goal, 0])
        dy = np.exp(y - lse)
        dy[goal, 0] -= 1
        grads["Why"] += dy @ h.T
        grads["by"] += dy
        dh = (Why.T @ dy)[:, 0]
        for name in J:
            grads[name] += np.tensordot(dh, J[name], axes=(0, 0))
    return loss, grads, h
