# Loops; i and j trade places once too often.
import math

import numpy as np


def column(numbers):
    return np.array([[each] for each in numbers])


def numbers(column):
    return [row[0] for row in column.tolist()]


def step_forward(x, h_prev, params):
    Wxh, Whh, Why = (params[k].tolist() for k in ("Wxh", "Whh", "Why"))
    x, before, bh, by = numbers(x), numbers(h_prev), numbers(params["bh"]), numbers(params["by"])
    h = []
    for i in range(len(bh)):
        z = bh[i]
        for j, each in enumerate(x):
            z += Wxh[i][j] * each
        for j, each in enumerate(before):
            z += Whh[i][j] * each
        h.append(math.tanh(z))
    y = [math.fsum(w * each for w, each in zip(row, h)) + b for row, b in zip(Why, by)]
    total = math.fsum(math.exp(each) for each in y)
    return [column(h), column(y), column([math.exp(each) / total for each in y])]


def step_backward(dy, dh_next, x, h, h_prev, params):
    V, H = len(dy), len(h)
    dz = []
    for j in range(H):
        dh = dh_next[j][0]
        for v in range(V):
            dh += params["Why"][v][j] * dy[v][0]
        dz.append(dh * (1 - h[j][0] ** 2))
    grads = {
        "Wxh": np.array([[dz[i] * x[v][0] for v in range(V)] for i in range(H)]),
        "Whh": np.array([[dz[i] * h_prev[j][0] for j in range(H)] for i in range(H)]),
        "Why": np.array([[dy[v][0] * h[j][0] for j in range(H)] for v in range(V)]),
        "bh": column(dz),
        "by": column(numbers(dy)),
    }
    back = [sum(params["Whh"][i][j] * dz[j] for j in range(H)) for i in range(H)]
    return [grads, column(back)]
