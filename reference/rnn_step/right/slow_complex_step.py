# No way back at all: a loss whose gradients by y and h are dy and dh_next, and one tiny imaginary step for each entry.
import numpy as np

STEP = 1e-30


def step_forward(x, h_prev, params):
    h = np.tanh(params["Wxh"] @ x + params["Whh"] @ h_prev + params["bh"])
    y = params["Why"] @ h + params["by"]
    return h, y, np.exp(y) / np.exp(y).sum()


def step_backward(dy, dh_next, x, h, h_prev, params):
    values = {**params, "h_prev": h_prev}
    slopes = {}
    for name, value in values.items():
        slopes[name] = np.zeros(value.shape)
        for place in np.ndindex(value.shape):
            moved = value.astype(complex)
            moved[place] += 1j * STEP
            at = {**values, name: moved}
            new, y, _ = step_forward(x, at.pop("h_prev"), at)
            slopes[name][place] = ((dy * y).sum() + (dh_next * new).sum()).imag / STEP
    back = slopes.pop("h_prev")
    return slopes, back
