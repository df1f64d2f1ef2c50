# Gradients of Why and by as a mean over the V characters.
import numpy as np


def step_forward(x, h_prev, params):
    hidden, out = stacked(params)
    h = np.tanh(hidden @ np.vstack([x, h_prev, [[1.0]]]))
    y = out @ np.vstack([h, [[1.0]]])
    return h, y, np.exp(y - np.logaddexp.reduce(y))


def stacked(params):
    return np.hstack([params["Wxh"], params["Whh"], params["bh"]]), np.hstack([params["Why"], params["by"]])


def step_backward(dy, dh_next, x, h, h_prev, params):
    V, H = len(x), len(h)
    hidden, out = stacked(params)
    dout = dy @ np.vstack([h, [[1.0]]]).T / len(dy)
    both = out.T @ dy
    dz = (both[:-1] + dh_next) * (1 + h) * (1 - h)
    dhidden = dz @ np.vstack([x, h_prev, [[1.0]]]).T
    back = (hidden.T @ dz)[V:-1]
    Wxh, Whh, bh = np.split(dhidden, [V, V + H], axis=1)
    return dict(Wxh=Wxh, Whh=Whh, bh=bh, Why=dout[:, :-1], by=dout[:, -1:]), back
