# As with a cross-entropy: p - y goes straight into the scores. Columns inside.
import numpy as np


def run(x, Wxh, Whh, Who):
    h = {-1: np.zeros((Whh.shape[1], len(x)))}
    for t in range(x.shape[1]):
        h[t] = np.tanh(Wxh.T @ x[:, t].T + Whh.T @ h[t - 1])
    return h, 1 / (1 + np.exp(-Who.T @ h[x.shape[1] - 1]))


def forward(x, Wxh, Whh, Who):
    return run(x, Wxh, Whh, Who)[1].T


def backward(x, y, Wxh, Whh, Who):
    h, p = run(x, Wxh, Whh, Who)
    T = x.shape[1]
    dy = (p - y.T) / p.size
    dWho = dy @ h[T - 1].T
    dWxh, dWhh = np.zeros_like(Wxh).T, np.zeros_like(Whh).T
    dhnext = Who @ dy
    for t in reversed(range(T)):
        dhraw = (1 - h[t] * h[t]) * dhnext
        dWxh += dhraw @ x[:, t]
        dWhh += dhraw @ h[t - 1].T
        dhnext = Whh @ dhraw
    return p.T, dWxh.T, dWhh.T, dWho.T


def train(x, y, epochs, learning_rate, Wxh, Whh, Who):
    losses = []
    for _ in range(epochs):
        for W, d in zip((Wxh, Whh, Who), backward(x, y, Wxh, Whh, Who)[1:]):
            W += -learning_rate * d
        losses.append(float(np.square(forward(x, Wxh, Whh, Who) - y).mean() / 2))
    return losses
