# Column vectors inside, as in min-char-rnn: everything turned over at the door.
import numpy as np


def forward(x, Wxh, Whh, Who):
    return remember(x, Wxh, Whh, Who)[-1].T


def remember(x, Wxh, Whh, Who):
    xs, hs = {}, {-1: np.zeros((Whh.shape[0], x.shape[0]))}
    for t in range(x.shape[1]):
        xs[t] = np.copy(x[:, t, :].T)
        hs[t] = np.tanh(np.dot(Wxh.T, xs[t]) + np.dot(Whh.T, hs[t - 1]))
    ys = np.dot(Who.T, hs[x.shape[1] - 1])
    return xs, hs, np.exp(ys) / (np.exp(ys) + 1)


def backward(x, y, Wxh, Whh, Who):
    xs, hs, ps = remember(x, Wxh, Whh, Who)
    dWxh, dWhh = np.zeros_like(Wxh.T), np.zeros_like(Whh.T)
    N, K = y.shape
    dy = (ps - y.T) * (ps - ps * ps) / (N * K)
    dWho = np.dot(dy, hs[len(xs) - 1].T)
    dhnext = np.dot(Who, dy)
    for t in reversed(range(len(xs))):
        dhraw = (1 - hs[t] * hs[t]) * dhnext
        dWxh += np.dot(dhraw, xs[t].T)
        dWhh += np.dot(dhraw, hs[t - 1].T)
        dhnext = np.dot(Whh, dhraw)
    return [ps.T, dWxh.T, dWhh.T, dWho.T]


def train(x, y, epochs, learning_rate, Wxh, Whh, Who):
    losses = []
    for epoch in range(epochs):
        y_hat, dWxh, dWhh, dWho = backward(x, y, Wxh, Whh, Who)
        if epoch:
            losses.append(np.square(y - y_hat).mean() / 2)
        for param, dparam in zip([Wxh, Whh, Who], [dWxh, dWhh, dWho]):
            param += -learning_rate * dparam
    losses.append(np.square(y - forward(x, Wxh, Whh, Who)).mean() / 2)
    return losses
