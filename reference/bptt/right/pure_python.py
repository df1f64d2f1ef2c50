import math

import numpy as np


def loss_and_gradients(inputs, targets, h_prev, params):
    Wxh, Whh, Why = (params[k].tolist() for k in ("Wxh", "Whh", "Why"))
    bh, by = params["bh"].ravel().tolist(), params["by"].ravel().tolist()
    H, V = len(bh), len(by)

    states = [h_prev.ravel().tolist()]
    errors = []
    losses = []
    for i, target in zip(inputs, targets):
        before = states[-1]
        h = [math.tanh(Wxh[a][i] + sum(Whh[a][b] * before[b] for b in range(H)) + bh[a]) for a in range(H)]
        y = [sum(Why[v][a] * h[a] for a in range(H)) + by[v] for v in range(V)]
        top = max(y)
        total = math.fsum(math.exp(each - top) for each in y)
        losses.append(math.log(total) + top - y[target])
        errors.append([math.exp(y[v] - top) / total - (v == target) for v in range(V)])
        states.append(h)

    dWxh = [[0.0] * V for _ in range(H)]
    dWhh = [[0.0] * H for _ in range(H)]
    dWhy = [[0.0] * H for _ in range(V)]
    dbh, dby, later = [0.0] * H, [0.0] * V, [0.0] * H
    for t in range(len(inputs) - 1, -1, -1):
        h, before, dy = states[t + 1], states[t], errors[t]
        for v in range(V):
            dby[v] += dy[v]
            for a in range(H):
                dWhy[v][a] += dy[v] * h[a]
        dz = [(sum(dy[v] * Why[v][a] for v in range(V)) + later[a]) * (1 - h[a] ** 2) for a in range(H)]
        for a in range(H):
            dbh[a] += dz[a]
            dWxh[a][inputs[t]] += dz[a]
            for b in range(H):
                dWhh[a][b] += dz[a] * before[b]
        later = [sum(Whh[a][b] * dz[a] for a in range(H)) for b in range(H)]

    def column(numbers):
        return np.array([[each] for each in numbers])

    grads = {"by": column(dby), "bh": column(dbh), "Why": np.array(dWhy), "Whh": np.array(dWhh), "Wxh": np.array(dWxh)}
    return [math.fsum(losses), grads, column(states[-1])]
