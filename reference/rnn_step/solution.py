import numpy as np


def step_forward(x, h_prev, params):
    h = np.tanh(params["Wxh"] @ x + params["Whh"] @ h_prev + params["bh"])
    y = params["Why"] @ h + params["by"]
    exponentials = np.exp(y - y.max())
    p = exponentials / exponentials.sum()
    return h, y, p


def step_backward(dy, dh_next, x, h, h_prev, params):
    # h is read twice: by the scores of its own step, and by the next step.
    dh = params["Why"].T @ dy + dh_next
    # z is what the tanh is taken of; its derivative is known from h alone.
    dz = (1 - h**2) * dh
    grads = {"Wxh": dz @ x.T, "Whh": dz @ h_prev.T, "Why": dy @ h.T, "bh": dz, "by": dy.copy()}
    dh_prev = params["Whh"].T @ dz
    return grads, dh_prev
