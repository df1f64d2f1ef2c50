"""A tiny tape: every operation remembers how to send its gradient back."""

import numpy as np


class Node:
    def __init__(self, value, parents=()):
        self.value = value
        self.parents = parents
        self.grad = np.zeros(value.shape)

    def __matmul__(self, other):
        return Node(self.value @ other.value,
                    [(self, lambda g: g @ other.value.T), (other, lambda g: self.value.T @ g)])

    def __add__(self, other):
        return Node(self.value + other.value, [(self, lambda g: g), (other, lambda g: g)])

    def tanh(self):
        out = np.tanh(self.value)
        return Node(out, [(self, lambda g: g * (1 - out * out))])


def _graph(x, h_prev, params):
    leaves = {name: Node(array) for name, array in params.items()}
    past = Node(h_prev)
    z = leaves["Wxh"] @ Node(x) + leaves["Whh"] @ past + leaves["bh"]
    h = z.tanh()
    y = leaves["Why"] @ h + leaves["by"]
    return leaves, past, z, h, y


def step_forward(x, h_prev, params):
    *_, h, y = _graph(x, h_prev, params)
    weights = np.exp(y.value - np.max(y.value))
    return h.value, y.value, weights / weights.sum()


def _send(node, gradient):
    node.grad = node.grad + gradient
    for parent, local in node.parents:
        _send(parent, local(gradient))


def step_backward(dy, dh_next, x, h, h_prev, params):
    leaves, past, z, state, y = _graph(x, h_prev, params)
    _send(y, dy)
    _send(state, dh_next)
    return {name: leaf.grad for name, leaf in leaves.items()}, past.grad
