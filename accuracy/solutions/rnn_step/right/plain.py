"""One step of a recurrent network."""

import numpy as np


def step_forward(x, h_prev, params):
    h = np.tanh(params["Wxh"] @ x + params["Whh"] @ h_prev + params["bh"])
    y = params["Why"] @ h + params["by"]
    e = np.exp(y - y.max())
    return h, y, e / e.sum()


def step_backward(dy, dh_next, x, h, h_prev, params):
    dh = params["Why"].T @ dy + dh_next
    dz = dh * (1 - h**2)
    grads = {"Wxh": dz @ x.T, "Whh": dz @ h_prev.T, "Why": dy @ h.T, "bh": dz, "by": dy.copy()}
    return grads, params["Whh"].T @ dz
