# Each word's own gradients are put to use at once.
import numpy as np


def read(word, Wxh, Whh, Who):
    s = np.zeros((len(word) + 1, len(Whh)))
    for t, letter in enumerate(word):
        s[t + 1] = np.tanh(letter @ Wxh + s[t] @ Whh)
    return s, 1 / (1 + np.exp(-s[-1] @ Who))


def share(word, target, Wxh, Whh, Who):
    s, p = read(word, Wxh, Whh, Who)
    d = (p - target) * p * (1 - p) / len(target)
    dWho, ds = np.outer(s[-1], d), Who @ d
    dz = np.zeros((len(word), len(Whh)))
    for t in reversed(range(len(word))):
        dz[t] = ds * (1 - s[t + 1] ** 2)
        ds = Whh @ dz[t]
    return p, word.T @ dz, s[:-1].T @ dz, dWho


def forward(x, Wxh, Whh, Who):
    return np.array([read(word, Wxh, Whh, Who)[1] for word in x])


def backward(x, y, Wxh, Whh, Who):
    parts = [share(word, target, Wxh, Whh, Who) for word, target in zip(x, y)]
    return (np.array([part[0] for part in parts]), *(np.mean([part[i] for part in parts], axis=0) for i in (1, 2, 3)))


def train(x, y, epochs, learning_rate, Wxh, Whh, Who):
    losses = []
    for _ in range(epochs):
        for word, target in zip(x, y):
            _, dWxh, dWhh, dWho = share(word, target, Wxh, Whh, Who)
            Wxh -= learning_rate * dWxh
            Whh -= learning_rate * dWhh
            Who -= learning_rate * dWho
        losses.append(0.5 * np.mean((y - forward(x, Wxh, Whh, Who)) ** 2))
    return losses
