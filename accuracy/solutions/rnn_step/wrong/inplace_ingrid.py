import numpy as np


def step_forward(x, h_prev, params):
    h = params["Wxh"] @ x
    h += params["Whh"] @ h_prev
    h += params["bh"]
    np.tanh(h, out=h)
    y = params["Why"] @ h
    y += params["by"]
    p = y - y.max()
    np.exp(p, out=p)
    p /= p.sum()
    return h, y, p


def step_backward(dy, dh_next, x, h, h_prev, params):
    grads = {"Why": dy @ h.T, "by": dy + 0}
    dh = dh_next
    dh += params["Why"].T @ dy
    dz = (1 - h ** 2) * dh
    grads["bh"] = dz
    grads["Wxh"] = dz @ x.T
    grads["Whh"] = dz @ h_prev.T
    dh_prev = params["Whh"].T @ dz
    return grads, dh_prev
