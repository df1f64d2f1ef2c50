# Vectors of one axis, at the door too: h, y and p have no second axis.
import numpy as np


def flat(**columns):
    return (np.ravel(each) for each in columns.values())


def step_forward(x, h_prev, params):
    x, before, bh, by = flat(x=x, h=h_prev, bh=params["bh"], by=params["by"])
    h = np.tanh(np.inner(params["Wxh"], x) + np.inner(params["Whh"], before) + bh)
    y = np.inner(params["Why"], h) + by
    p = np.exp(y - np.median(y))
    p /= p.sum()
    return h, y, p


def step_backward(dy, dh_next, x, h, h_prev, params):
    dy, later, x, now, before = flat(dy=dy, dh=dh_next, x=x, h=h, h_prev=h_prev)
    dz = dy @ params["Why"]
    dz += later
    dz *= 1 - now**2
    grads = {name: None for name in params}
    for name, d, value in (("Why", dy, now), ("Whh", dz, before), ("Wxh", dz, x)):
        grads[name] = np.outer(d, value)
    grads["bh"], grads["by"] = dz[:, None], dy[:, None].copy()
    return grads, (dz @ params["Whh"])[:, None]
