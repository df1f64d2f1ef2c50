import math

import numpy as np


def step_forward(x, h_prev, params):
    H, V = params["Wxh"].shape
    zustand = np.zeros((H, 1))
    for j in range(H):
        summe = params["bh"][j, 0]
        for v in range(V):
            summe += params["Wxh"][j, v] * x[v, 0]
        for k in range(H):
            summe += params["Whh"][j, k] * h_prev[k, 0]
        zustand[j, 0] = math.tanh(summe)
    punkte = np.zeros((V, 1))
    for v in range(V):
        punkte[v, 0] = params["by"][v, 0] + sum(params["Why"][v, j] * zustand[j, 0] for j in range(H))
    groesster = max(punkte[:, 0])
    potenzen = [math.exp(s - groesster) for s in punkte[:, 0]]
    gesamt = sum(potenzen)
    wahrscheinlich = np.array([[w / gesamt] for w in potenzen])
    return zustand, punkte, wahrscheinlich


def step_backward(dy, dh_next, x, h, h_prev, params):
    H, V = params["Wxh"].shape
    grads = {name: np.zeros(feld.shape) for name, feld in params.items()}
    dh_prev = np.zeros((H, 1))
    for v in range(V):
        grads["by"][v, 0] = dy[v, 0]
        for j in range(H):
            grads["Why"][v, j] = dy[v, 0] * h[j, 0]
    for j in range(H):
        dh = dh_next[j, 0]
        for v in range(V):
            dh += params["Why"][v, j] * dy[v, 0]
        dz = dh * (1 - h[j, 0]) * (1 + h[j, 0])
        grads["bh"][j, 0] = dz
        for v in range(V):
            grads["Wxh"][j, v] = dz * x[v, 0]
        for k in range(H):
            grads["Whh"][j, k] = dz * h_prev[k, 0]
            dh_prev[k, 0] += params["Whh"][j, k] * dz
    return grads, dh_prev
