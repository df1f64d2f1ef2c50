import numpy as np


def step_forward(x, h_prev, params):
    p = params
    pre = np.dot(p["Wxh"], x.ravel()) + np.dot(p["Whh"], h_prev) + p["bh"]
    h = np.tanh(pre)
    y = np.dot(p["Why"], h) + p["by"]
    ex = np.exp(y - y.max())
    return h, y, ex / ex.sum()


def step_backward(dy, dh_next, x, h, h_prev, params):
    dy_, h_ = dy.ravel(), h.ravel()
    dh = dy_ @ params["Why"] + dh_next.ravel()
    dz = dh * (1 - h_ ** 2)
    grads = {
        "Wxh": np.outer(dz, x),
        "Whh": np.outer(dz, h_prev),
        "Why": np.outer(dy_, h_),
        "bh": dz.reshape(-1, 1),
        "by": dy_.reshape(-1, 1).copy(),
    }
    return grads, (dz @ params["Whh"]).reshape(-1, 1)
