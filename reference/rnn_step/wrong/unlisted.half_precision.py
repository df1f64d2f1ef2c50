# The state in half precision, to save memory.
import numpy as np


def step_forward(x, h_prev, params):
    Wxh, Whh, Why = params["Wxh"], params["Whh"], params["Why"]
    bh, by = params["bh"], params["by"]
    hs = np.tanh(np.dot(Wxh, x) + np.dot(Whh, h_prev) + bh).astype(np.float16)
    ys = np.dot(Why, hs) + by
    ps = np.exp(ys) / np.sum(np.exp(ys))
    return hs, ys, ps


def step_backward(dy, dh_next, x, h, h_prev, params):
    dWhy = np.dot(dy, h.T)
    dby = dy
    dh = np.dot(params["Why"].T, dy) + dh_next
    dhraw = (1 - h * h) * dh
    dbh = dhraw
    dWxh = np.dot(dhraw, x.T)
    dWhh = np.dot(dhraw, h_prev.T)
    return {"by": dby, "bh": dbh, "Why": dWhy, "Whh": dWhh, "Wxh": dWxh}, np.dot(params["Whh"].T, dhraw)
