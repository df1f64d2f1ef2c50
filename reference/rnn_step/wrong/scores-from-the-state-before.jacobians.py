# Rows times Jacobians; y tells what was known before.
import numpy as np


def step_forward(x, h_prev, params):
    z = total(x, h_prev, params)
    h = 2 / (1 + np.exp(-2 * z)) - 1  # the tanh, by way of the sigmoid
    y = np.einsum("vh,hi->vi", params["Why"], h_prev) + params["by"]
    return h, y, 1 / np.exp(y.T - y).sum(axis=1, keepdims=True)


def total(x, h_prev, params):
    return np.einsum("hv,vi->hi", params["Wxh"], x) + np.einsum("hk,ki->hi", params["Whh"], h_prev) + params["bh"]


def step_backward(dy, dh_next, x, h, h_prev, params):
    H, V = params["Wxh"].shape
    z = total(x, h_prev, params)
    h_by_z = np.diagflat(np.cosh(z) ** -2.0)
    row = (dy.T @ params["Why"] + dh_next.T) @ h_by_z
    grads = {
        "bh": row @ np.eye(H),
        "by": dy.T @ np.eye(V),
        "Whh": row @ np.kron(np.eye(H), h_prev.T),
        "Wxh": row @ np.kron(np.eye(H), x.T),
        "Why": dy.T @ np.kron(np.eye(V), np.tanh(z).T),
    }
    return {name: grad.reshape(params[name].shape) for name, grad in grads.items()}, (row @ params["Whh"]).T
