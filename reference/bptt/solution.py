import numpy as np


def loss_and_gradients(inputs, targets, h_prev, params):
    Wxh, Whh, Why, bh, by = (params[name] for name in ("Wxh", "Whh", "Why", "bh", "by"))
    T = len(inputs)

    h, p, loss = {-1: h_prev}, {}, 0.0
    for t in range(T):
        # Wxh times a one-hot column is the column of that index.
        h[t] = np.tanh(Wxh[:, [inputs[t]]] + Whh @ h[t - 1] + bh)
        y = Why @ h[t] + by
        exponentials = np.exp(y - y.max())
        p[t] = exponentials / exponentials.sum()
        loss -= np.log(p[t][targets[t], 0])

    grads = {name: np.zeros_like(array) for name, array in params.items()}
    dh_next = np.zeros_like(h_prev)  # what step t + 1 sends back to step t; nothing comes after the last step
    for t in reversed(range(T)):
        dy = p[t].copy()
        dy[targets[t]] -= 1
        grads["Why"] += dy @ h[t].T
        grads["by"] += dy
        # h[t] is used twice: for the scores of its own step, and as the memory of the next one.
        dh = Why.T @ dy + dh_next
        dz = (1 - h[t] ** 2) * dh
        grads["Wxh"][:, [inputs[t]]] += dz
        grads["Whh"] += dz @ h[t - 1].T
        grads["bh"] += dz
        dh_next = Whh.T @ dz
    return float(loss), grads, h[T - 1]
