import numpy as np


def loss_and_gradients(inputs, targets, h_prev, params):
    hs, ps, loss = {-1: h_prev}, {}, 0.0
    for t, ix in enumerate(inputs):
        hs[t] = np.tanh(params["Wxh"][:, [ix]] + params["Whh"] @ hs[t - 1] + params["bh"])
        y = params["Why"] @ hs[t] + params["by"]
        ps[t] = np.exp(y - y.max()) / np.exp(y - y.max()).sum()
        loss -= np.log(ps[t][targets[t], 0])
    grads = {name: np.zeros_like(value) for name, value in params.items()}
    for t in reversed(range(len(inputs))):
        dy = ps[t].copy()
        dy[targets[t]] -= 1
        grads["Why"] += dy @ hs[t].T
        grads["by"] += dy
        # what comes back from step t + 1 is missing
        dz = (params["Why"].T @ dy) * (1 - hs[t] ** 2)
        grads["bh"] += dz
        grads["Whh"] += dz @ hs[t - 1].T
        grads["Wxh"][:, [inputs[t]]] += dz
    return loss, grads, hs[len(inputs) - 1]
