# Buffers for each size are allocated once, and everything that is given back lies in them.
import numpy as np


class Buffers:
    def __init__(self, T, H, V):
        self.states, self.z, self.slope = np.zeros((T + 1, H)), np.empty((T, H)), np.empty((T, H))
        self.p, self.one_hot = np.empty((T, V)), np.zeros((T, V))
        self.grads = {
            "Wxh": np.empty((H, V)), "Whh": np.empty((H, H)), "Why": np.empty((V, H)),
            "bh": np.empty((H, 1)), "by": np.empty((V, 1)),
        }  # fmt: skip


KEPT = {}


def loss_and_gradients(inputs, targets, h_prev, params):
    size = len(inputs), len(params["bh"]), len(params["by"])
    if size not in KEPT:
        KEPT[size] = Buffers(*size)
    b, steps = KEPT[size], range(size[0])
    product = params["Whh"].dot

    b.states[0] = h_prev.T
    np.take(params["Wxh"].T, inputs, axis=0, out=b.z)
    b.z += params["bh"].T
    for h, z, new in zip(b.states, b.z, b.states[1:]):
        z += product(h)
        np.tanh(z, new)
    before, after = b.states[:-1], b.states[1:]

    np.dot(after, params["Why"].T, out=b.p)
    b.p += params["by"].T
    b.p -= b.p.max(axis=1, keepdims=True)
    np.exp(b.p, out=b.p)
    b.p /= b.p.sum(axis=1, keepdims=True)
    loss = -np.log(b.p[steps, targets]).sum()

    b.p[steps, targets] -= 1
    dz = np.dot(b.p, params["Why"], out=b.z)
    np.multiply(after, after, out=b.slope)
    np.subtract(1, b.slope, out=b.slope)
    product = params["Whh"].T.dot
    dz[-1] *= b.slope[-1]
    for later, now, slope in zip(dz[:0:-1], dz[-2::-1], b.slope[-2::-1]):
        now += product(later)
        now *= slope

    b.one_hot[...] = 0
    b.one_hot[steps, inputs] = 1
    np.dot(dz.T, b.one_hot, out=b.grads["Wxh"])
    np.dot(dz.T, before, out=b.grads["Whh"])
    np.dot(b.p.T, after, out=b.grads["Why"])
    dz.sum(axis=0, out=b.grads["bh"][:, 0])
    b.p.sum(axis=0, out=b.grads["by"][:, 0])
    return loss, b.grads, b.states[-1:].T
