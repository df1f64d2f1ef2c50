import numpy as np


def step_forward(x, h_prev, params):
    Wxh, Whh, Why, bh, by = params.values()
    h = np.tanh(Wxh @ x + Whh @ h_prev + bh)
    y = Why @ h + by
    p = np.exp(y - np.max(y))
    return h, y, p / p.sum()


def step_backward(dy, dh_next, x, h, h_prev, params):
    Wxh, Whh, Why, bh, by = params.values()
    dh = dh_next + Why.T @ dy
    dz = dh - dh * h ** 2
    gradients = (dz @ x.T, dz @ h_prev.T, dy @ h.T, dz, dy.copy())
    return dict(zip(params.keys(), gradients)), Whh.T @ dz
