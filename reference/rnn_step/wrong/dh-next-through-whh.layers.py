# What the next step sends is led through Whh once more.
from collections import namedtuple

import numpy as np

Forward = namedtuple("Forward", "h y p")


class Linear:
    def __init__(self, weight):
        self.weight = weight

    def forward(self, value):
        return self.weight.dot(value)

    def backward(self, d, value):
        """What goes to the weight, and what goes on to the value."""
        return np.multiply(d, value.T), self.weight.T.dot(d)


class Tanh:
    forward = staticmethod(np.tanh)

    @staticmethod
    def backward(d, output):
        return d - d * np.square(output)


class Softmax:
    @staticmethod
    def forward(value):
        rows = value.T
        powers = np.exp(rows - rows.max(axis=-1, keepdims=True))
        return (powers / powers.sum(axis=-1, keepdims=True)).T


class Cell:
    def __init__(self, params):
        self.read, self.keep, self.tell = (Linear(params[name]) for name in ("Wxh", "Whh", "Why"))
        self.bh, self.by = params["bh"], params["by"]

    def forward(self, x, before):
        h = Tanh.forward(self.bh + self.keep.forward(before) + self.read.forward(x))
        y = self.by + self.tell.forward(h)
        return Forward(h, y, Softmax.forward(y))

    def backward(self, dy, dh_next, x, h, before):
        grads = {"by": dy.copy()}
        grads["Why"], dh = self.tell.backward(dy, h)
        grads["bh"] = dz = Tanh.backward(np.add(dh, self.keep.weight.T.dot(dh_next)), h)
        grads["Whh"], back = self.keep.backward(dz, before)
        grads["Wxh"], _ = self.read.backward(dz, x)
        return grads, back


def step_forward(x, h_prev, params):
    return Cell(params).forward(x, h_prev)


def step_backward(dy, dh_next, x, h, h_prev, params):
    return Cell(params).backward(dy, dh_next, x, h, h_prev)
