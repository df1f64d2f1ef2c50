import numpy as np


def step_forward(x, h_prev, params):
    Wxh, Whh, Why = params["Wxh"], params["Whh"], params["Why"]
    bh, by = params["bh"], params["by"]
    h = np.tanh(np.dot(Wxh, x) + np.dot(Whh, h_prev) + bh)
    y = np.dot(Why, h) + by
    e = np.exp(y - np.max(y))
    p = e / np.sum(e)
    return h, y, p


def step_backward(dy, dh_next, x, h, h_prev, params):
    dWxh, dWhh, dWhy = np.zeros_like(params["Wxh"]), np.zeros_like(params["Whh"]), np.zeros_like(params["Why"])
    dbh, dby = np.zeros_like(params["bh"]), np.zeros_like(params["by"])
    dWhy += np.dot(dy, h.T)
    dby += dy
    dh = np.dot(params["Why"].T, dy) + dh_next    # backprop into h
    dhraw = (1 - h * h) * dh                      # backprop through tanh nonlinearity
    dbh += dhraw
    dWxh += np.dot(dhraw, x.T)
    dWhh += np.dot(dhraw, h.T)
    dh_prev = np.dot(params["Whh"].T, dhraw)
    return {"Wxh": dWxh, "Whh": dWhh, "Why": dWhy, "bh": dbh, "by": dby}, dh_prev
