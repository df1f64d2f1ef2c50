import numpy as np


def step_forward(x, h_prev, params):
    # x is one-hot, so take the column instead of multiplying
    ix = int(np.argmax(x))
    column = params["Wxh"][:, ix].reshape(-1, 1)
    h = np.tanh(column + np.dot(params["Whh"], h_prev) + params["bh"])
    y = np.dot(params["Why"], h) + params["by"]
    p = np.exp(y) / np.sum(np.exp(y))
    return h, y, p


def step_backward(dy, dh_next, x, h, h_prev, params):
    grads = {"Why": np.dot(dy, h.T), "by": dy.copy()}
    dh = np.dot(params["Why"].T, dy) + dh_next
    dz = dh * (1.0 + h) * (1.0 - h)
    grads["Wxh"] = np.dot(dz, x.T)
    grads["Whh"] = np.dot(dz, h_prev.T)
    grads["bh"] = dz.copy()
    return grads, np.dot(params["Whh"].T, dz)
