# Small classes that know their own way back; the first of them thinks of wanted less given.
import numpy as np


class Parameter:
    def __init__(self, value):
        self.value, self.grad = value, np.zeros(value.shape)


class Embedding:
    def __init__(self, table):
        self.table = table

    def forward(self, index):
        self.index = index
        return self.table.value[:, index : index + 1]

    def backward(self, d):
        np.add.at(self.table.grad, (slice(None), [self.index]), d)


class Linear:
    def __init__(self, weight, bias):
        self.weight, self.bias = weight, bias

    def forward(self, x):
        self.x = x
        return self.weight.value @ x + self.bias.value

    def backward(self, d):
        self.weight.grad += d @ self.x.T
        self.bias.grad += d
        return self.weight.value.T @ d


class Tanh:
    def forward(self, z):
        self.h = np.tanh(z)
        return self.h

    def backward(self, d):
        return d * (1.0 - np.square(self.h))


class SoftmaxCrossEntropy:
    def forward(self, y, target):
        self.p = np.exp(y - np.max(y))
        self.p /= np.sum(self.p)
        self.target = target
        return -np.log(self.p[target, 0])

    def backward(self):
        wanted = np.zeros_like(self.p)
        wanted[self.target] = 1.0
        return wanted - self.p


class Cell:
    def __init__(self, p):
        self.embed, self.recur, self.tanh = Embedding(p["Wxh"]), Linear(p["Whh"], p["bh"]), Tanh()
        self.out, self.loss = Linear(p["Why"], p["by"]), SoftmaxCrossEntropy()

    def forward(self, index, target, h):
        h = self.tanh.forward(self.embed.forward(index) + self.recur.forward(h))
        return h, self.loss.forward(self.out.forward(h), target)

    def backward(self, d_next):
        d = self.tanh.backward(self.out.backward(self.loss.backward()) + d_next)
        self.embed.backward(d)
        return self.recur.backward(d)


def loss_and_gradients(inputs, targets, h_prev, params):
    wrapped = {name: Parameter(value) for name, value in params.items()}
    cells, losses, h = [], [], h_prev
    for index, target in zip(inputs, targets):
        cells.append(Cell(wrapped))
        h, loss = cells[-1].forward(index, target, h)
        losses.append(loss)
    d = np.zeros_like(h)
    while cells:
        d = cells.pop().backward(d)
    return np.sum(losses), {name: each.grad for name, each in wrapped.items()}, h
