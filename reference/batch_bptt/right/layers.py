# Small layer classes with a memory of their own, made anew for every call.
from dataclasses import dataclass, field

import numpy as np


@dataclass
class Cell:
    Wx: np.ndarray
    Wh: np.ndarray
    tape: list = field(default_factory=list)

    def __post_init__(self):
        self.gWx, self.gWh = self.Wx * 0, self.Wh * 0

    def __call__(self, letters, state):
        new = np.tanh(np.hstack([letters, state]) @ np.vstack([self.Wx, self.Wh]))
        self.tape.append((letters, state, new))
        return new

    def back(self, grad):
        while self.tape:
            letters, state, new = self.tape.pop()
            grad = grad * (1 - new) * (1 + new)
            both = np.hstack([letters, state]).T @ grad
            self.gWx = self.gWx + both[: len(self.Wx)]
            self.gWh = self.gWh + both[len(self.Wx) :]
            grad = grad.dot(self.Wh.transpose())


@dataclass
class Head:
    W: np.ndarray

    def __call__(self, state):
        self.state = state
        self.out = (1 + np.tanh(state @ self.W / 2)) / 2
        return self.out

    def back(self, grad):
        grad = grad * self.out * (1 - self.out)
        self.gW = self.state.T @ grad
        return grad @ self.W.T


class HalfMeanSquare:
    def __call__(self, out, truth):
        self.difference = out - truth
        return (self.difference**2).sum() / (2 * self.difference.size)

    def back(self):
        return self.difference / self.difference.size


def _net(x, Wxh, Whh, Who):
    cell, head = Cell(Wxh, Whh), Head(Who)
    state = np.zeros(shape=(x.shape[0], Whh.shape[1]))
    for letters in np.moveaxis(x, 1, 0):
        state = cell(letters, state)
    return cell, head, head(state)


def forward(x, Wxh, Whh, Who):
    return _net(x, Wxh, Whh, Who)[2]


def backward(x, y, Wxh, Whh, Who):
    cell, head, out = _net(x, Wxh, Whh, Who)
    criterion = HalfMeanSquare()
    criterion(out, y)
    cell.back(head.back(criterion.back()))
    return out, cell.gWx, cell.gWh, head.gW


def train(x, y, epochs, learning_rate, Wxh, Whh, Who):
    def one_epoch():
        _, *grads = backward(x, y, Wxh, Whh, Who)
        for W, g in zip((Wxh, Whh, Who), grads):
            np.subtract(W, learning_rate * g, out=W)
        return HalfMeanSquare()(forward(x, Wxh, Whh, Who), y)

    return [one_epoch() for _ in range(epochs)]
