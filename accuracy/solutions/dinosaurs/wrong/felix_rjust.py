"""Dinosaurs (kata 85)."""
import numpy as np


def prepare(names):
    width = max(map(len, names))
    vocabulary = [" "] + [c for c in sorted(set("".join(names))) if c != " "]
    lookup = {c: i for i, c in enumerate(vocabulary)}
    codes = np.array([[lookup[c] for c in f"{name:>{width}}"] for name in names])
    onehot = np.zeros(codes.shape + (len(vocabulary),))
    np.put_along_axis(onehot, codes[:, :, None], 1, axis=2)
    return onehot, vocabulary


def _softmax(z):
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def loss_and_gradients(x, y, Wxh, Whh, Who):
    N, T = x.shape[:2]
    states = np.zeros((T + 1, N, Wxh.shape[1]))
    for t in range(T):
        states[t + 1] = np.tanh(x[:, t] @ Wxh + states[t] @ Whh)
    scores = states[T] @ Who
    scores = scores - scores.max(axis=1, keepdims=True)
    loss = np.mean(np.log(np.exp(scores).sum(axis=1)) - (scores * y).sum(axis=1))
    error = (_softmax(scores) - y) / N
    dWho = states[T].T @ error
    dWxh, dWhh = np.zeros_like(Wxh), np.zeros_like(Whh)
    back = error @ Who.T
    for t in reversed(range(T)):
        back = back * (1 - states[t + 1] ** 2)
        dWxh += x[:, t].T @ back
        dWhh += states[t].T @ back
        back = back @ Whh.T
    return loss, dWxh, dWhh, dWho


def complete(prefix, vocabulary, Wxh, Whh, Who, n, rng):
    state = np.zeros(Whh.shape[0])
    for c in prefix:
        state = np.tanh(Wxh[vocabulary.index(c)] + state @ Whh)
    result = prefix
    for _ in range(n):
        i = rng.choice(len(vocabulary), p=_softmax(state @ Who))
        if i == 0:
            break
        result += vocabulary[i]
        state = np.tanh(Wxh[i] + state @ Whh)
    return result
