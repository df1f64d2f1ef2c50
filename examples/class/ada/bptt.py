import numpy as np


def loss_and_gradients(inputs, targets, h_prev, params):
    Wxh, Whh, Why = params["Wxh"], params["Whh"], params["Why"]
    T = len(inputs)
    hs, ps, loss = {-1: h_prev}, {}, 0.0
    for t in range(T):
        hs[t] = np.tanh(Wxh[:, [inputs[t]]] + Whh @ hs[t - 1] + params["bh"])
        y = Why @ hs[t] + params["by"]
        e = np.exp(y - y.max())
        ps[t] = e / e.sum()
        loss -= np.log(ps[t][targets[t], 0])
    grads = {name: np.zeros_like(value) for name, value in params.items()}
    dh_next = np.zeros_like(h_prev)
    for t in reversed(range(T)):
        dy = ps[t].copy()
        dy[targets[t]] -= 1
        grads["Why"] += dy @ hs[t].T
        grads["by"] += dy
        dz = (Why.T @ dy + dh_next) * (1 - hs[t] ** 2)
        grads["bh"] += dz
        grads["Whh"] += dz @ hs[t - 1].T
        grads["Wxh"][:, [inputs[t]]] += dz
        dh_next = Whh.T @ dz
    return loss, grads, hs[T - 1]
