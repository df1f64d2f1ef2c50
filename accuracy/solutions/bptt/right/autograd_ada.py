"""A very small autograd: every Node knows its parents and how to send a gradient to them."""
import numpy as np


class Node:
    def __init__(self, value, parents=()):
        self.value = np.asarray(value, dtype=np.float64)
        self.parents = parents              # pairs (node, function from my gradient to the node's)
        self.grad = np.zeros(self.value.shape)

    def __matmul__(self, other):
        return Node(self.value @ other.value, (
            (self, lambda g: g @ other.value.T),
            (other, lambda g: self.value.T @ g),
        ))

    def __add__(self, other):
        return Node(self.value + other.value, ((self, lambda g: g), (other, lambda g: g)))

    def tanh(self):
        out = np.tanh(self.value)
        return Node(out, ((self, lambda g: g * (1 - out * out)),))

    def surprise(self, index):
        """-log softmax(self)[index], as a (1, 1) node."""
        z = self.value - self.value.max()
        log_p = z - np.log(np.exp(z).sum())
        wanted = np.zeros(z.shape)
        wanted[index, 0] = 1
        return Node([[-log_p[index, 0]]], ((self, lambda g: g * (np.exp(log_p) - wanted)),))

    def backward(self):
        order, seen, todo = [], set(), [(self, False)]
        while todo:                          # no recursion: texts may be long
            node, done = todo.pop()
            if done:
                order.append(node)
            elif id(node) not in seen:
                seen.add(id(node))
                todo.append((node, True))
                todo.extend((parent, False) for parent, _ in node.parents)
        self.grad = np.ones(self.value.shape)
        for node in reversed(order):
            for parent, send in node.parents:
                parent.grad = parent.grad + send(node.grad)


def loss_and_gradients(inputs, targets, h_prev, params):
    leaf = {name: Node(array) for name, array in params.items()}
    V = leaf["by"].value.shape[0]
    h = Node(np.copy(h_prev))
    loss = Node([[0.0]])
    for index, target in zip(inputs, targets):
        x = np.zeros((V, 1))
        x[index, 0] = 1
        h = (leaf["Wxh"] @ Node(x) + leaf["Whh"] @ h + leaf["bh"]).tanh()
        y = leaf["Why"] @ h + leaf["by"]
        loss = loss + y.surprise(target)
    loss.backward()
    return loss.value.item(), {name: leaf[name].grad for name in params}, h.value
