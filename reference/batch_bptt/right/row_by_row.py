# One word at a time, and the shares of all words added up in the end.
import numpy as np


def read(word, Wxh, Whh, Who):
    s = [np.zeros(len(Whh))]
    for letter in word:
        s.append(np.tanh(letter.dot(Wxh) + s[-1].dot(Whh)))
    return s, 1 / (1 + np.exp(-s[-1].dot(Who)))


def forward(x, Wxh, Whh, Who):
    return np.stack([read(word, Wxh, Whh, Who)[1] for word in x])


def share(word, truth, Wxh, Whh, Who):
    s, p = read(word, Wxh, Whh, Who)
    e = (p - truth) * p * (1 - p)
    gx, gh, go = 0, 0, np.outer(s[-1], e)
    back = Who @ e
    for t in range(len(word), 0, -1):
        inner = back * (1 - s[t] ** 2)
        gx = gx + np.outer(word[t - 1], inner)
        gh = gh + np.outer(s[t - 1], inner)
        back = Whh @ inner
    return p, gx, gh, go


def backward(x, y, Wxh, Whh, Who):
    parts = [share(word, truth, Wxh, Whh, Who) for word, truth in zip(x, y)]
    ps, *grads = zip(*parts)
    return (np.array(ps), *(sum(g) / y.size for g in grads))


def train(x, y, epochs, learning_rate, Wxh, Whh, Who):
    losses = ()
    for _ in range(epochs):
        _, gx, gh, go = backward(x, y, Wxh, Whh, Who)
        Wxh -= learning_rate * gx
        Whh -= learning_rate * gh
        Who -= learning_rate * go
        losses += (np.mean((forward(x, Wxh, Whh, Who) - y) ** 2) / 2,)
    return list(losses)
