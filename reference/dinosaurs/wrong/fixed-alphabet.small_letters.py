import numpy as np


def prepare(names):
    chars = list(" abcdefghijklmnopqrstuvwxyz")
    char_to_ix = {ch: i for i, ch in enumerate(chars)}
    T, V = max([len(n) for n in names]), len(chars)
    X = np.zeros((len(names), T, V))
    X[:, :, 0] = 1
    for n, name in enumerate(names):
        for t, ch in enumerate(name):
            X[n, t, 0] = 0
            X[n, t, char_to_ix[ch.lower()]] = 1
    return X, chars


def loss_and_gradients(x, y, Wxh, Whh, Who):
    N = len(x)
    loss = 0
    dWxh, dWhh, dWho = np.zeros_like(Wxh), np.zeros_like(Whh), np.zeros_like(Who)
    for n in range(N):
        hs = {-1: np.zeros((Whh.shape[0], 1))}
        xs = {}
        for t in range(x.shape[1]):
            xs[t] = x[n, t].reshape(-1, 1)
            hs[t] = np.tanh(np.dot(Wxh.T, xs[t]) + np.dot(Whh.T, hs[t - 1]))
        ys = np.dot(Who.T, hs[t])
        ps = np.exp(ys) / np.sum(np.exp(ys))
        target = np.argmax(y[n])
        loss += -np.log(ps[target, 0])
        dy = np.copy(ps)
        dy[target] -= 1
        dWho += np.dot(hs[t], dy.T)
        dhnext = np.dot(Who, dy)
        for t in reversed(range(x.shape[1])):
            dhraw = (1 - hs[t] * hs[t]) * dhnext
            dWxh += np.dot(xs[t], dhraw.T)
            dWhh += np.dot(hs[t - 1], dhraw.T)
            dhnext = np.dot(Whh, dhraw)
    for dparam in [dWxh, dWhh, dWho]:
        dparam /= N
    return loss / N, dWxh, dWhh, dWho


def complete(prefix, vocabulary, Wxh, Whh, Who, n, rng):
    char_to_ix = {ch: i for i, ch in enumerate(vocabulary)}
    h = np.zeros((Whh.shape[0], 1))
    for ch in prefix:
        x = np.zeros((len(vocabulary), 1))
        x[char_to_ix[ch]] = 1
        h = np.tanh(np.dot(Wxh.T, x) + np.dot(Whh.T, h))
    for _ in range(n):
        y = np.dot(Who.T, h)
        p = np.exp(y) / np.sum(np.exp(y))
        ix = rng.choice(range(len(vocabulary)), p=p.ravel())
        if ix == 0:
            return prefix
        prefix += vocabulary[ix]
        x = np.zeros((len(vocabulary), 1))
        x[ix] = 1
        h = np.tanh(np.dot(Wxh.T, x) + np.dot(Whh.T, h))
    return prefix
