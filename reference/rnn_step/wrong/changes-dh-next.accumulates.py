# Adds the second message to the first, as one adds up gradients.
import numpy as np


def step_forward(x, h_prev, params):
    state = np.tanh(np.matmul(params["Whh"], h_prev) + np.matmul(params["Wxh"], x) + params["bh"])
    scores = np.matmul(params["Why"], state) + params["by"]
    odds = np.exp(scores - scores[0])
    return state, scores, odds / odds.sum(axis=0)


def step_backward(dy, dh_next, x, h, h_prev, params):
    dh_next += np.matmul(np.transpose(params["Why"]), dy)
    inner = dh_next - dh_next * h * h
    outer = {"Wxh": (inner, x), "Whh": (inner, h_prev), "Why": (dy, h)}
    grads = {name: left * right.T for name, (left, right) in outer.items()}
    grads.update(bh=inner, by=1.0 * dy)
    return grads, np.matmul(np.transpose(params["Whh"]), inner)
