import numpy as np

def softmax(v):
    v = v - v.max()
    return np.exp(v) / np.exp(v).sum()

def step_forward(x, h_prev, params):
    z = params["Wxh"] @ x
    z = z + params["Whh"] @ h_prev
    z = z + params["bh"]
    h = np.tanh(z)
    y = params["Why"] @ h + params["by"]
    return h, y, softmax(y)

def step_backward(dy, dh_next, x, h, h_prev, params):
    g = {}
    # output layer
    g["Why"] = dy @ h.T
    g["by"] = dy.copy()
    # hidden layer: what this step says, through the tanh, and what the next step says
    dz = (params["Why"].T @ dy) * (1 - h ** 2) + dh_next
    g["Wxh"] = dz @ x.T
    g["Whh"] = dz @ h_prev.T
    g["bh"] = dz.copy()
    # and on to the past
    return g, params["Whh"].T @ dz
