"""Dinosaur names, many to one. Careful with the pads."""
import numpy as np


def prepare(names):
    chars = set()
    for name in names:
        chars.update(name)
    chars.discard(" ")
    vocabulary = [" "] + sorted(chars)
    T = max(len(name) for name in names)
    onehot = np.zeros((len(names), T, len(vocabulary)))
    for i, name in enumerate(names):
        ids = [vocabulary.index(c) for c in name] + [0] * (T - len(name))
        onehot[i, np.arange(T), ids] = 1
    return onehot, vocabulary


def loss_and_gradients(x, y, Wxh, Whh, Who):
    N, T, V = x.shape
    H = Whh.shape[0]
    is_letter = 1 - x[:, :, 0]                                    # (N, T)
    # a position is alive as long as a letter is there or comes later
    alive = np.maximum.accumulate(is_letter[:, ::-1], axis=1)[:, ::-1][:, :, None]

    s = np.zeros((T + 1, N, H))
    new = np.zeros((T, N, H))
    for t in range(T):
        new[t] = np.tanh(x[:, t] @ Wxh + s[t] @ Whh)
        s[t + 1] = alive[:, t] * new[t] + (1 - alive[:, t]) * s[t]

    scores = s[T] @ Who
    scores = scores - scores.max(axis=1, keepdims=True)
    log_p = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
    loss = -(y * log_p).sum() / N
    d_scores = (np.exp(log_p) - y) / N

    dWho = s[T].T @ d_scores
    dWxh = np.zeros((V, H))
    dWhh = np.zeros((H, H))
    ds = d_scores @ Who.T
    for t in range(T - 1, -1, -1):
        dz = ds * alive[:, t] * (1 - new[t] ** 2)
        dWxh += x[:, t].T @ dz
        dWhh += s[t].T @ dz
        ds = dz @ Whh.T + ds * (1 - alive[:, t])
    return float(loss), dWxh, dWhh, dWho


def complete(prefix, vocabulary, Wxh, Whh, Who, n, rng):
    number = {c: i for i, c in enumerate(vocabulary)}
    h = np.zeros(Whh.shape[0])

    def feed(i, h):
        return np.tanh(Wxh[i] + h @ Whh)

    for c in prefix:
        h = feed(number[c], h)
    letters = []
    for _ in range(n):
        u = h @ Who
        u = np.exp(u - u.max())
        cumulative = np.cumsum(u)
        i = int(np.searchsorted(cumulative, rng.random() * cumulative[-1], side="right"))
        if i == 0:
            break
        letters.append(vocabulary[i])
        h = feed(i, h)
    return prefix + "".join(letters)
