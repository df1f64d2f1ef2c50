"""Dinosaurs."""

import numpy as np


def prepare(names):
    letters = set("".join(names))
    letters.discard(" ")
    vocabulary = [" "] + sorted(letters)
    number = {letter: at for at, letter in enumerate(vocabulary)}
    longest = max(len(name) for name in names)
    indices = [[number[letter] for letter in name.ljust(longest)] for name in names]
    return np.eye(len(vocabulary))[np.array(indices, dtype=int).reshape(len(names), longest)], vocabulary


def _read(x, Wxh, Whh):
    states = [np.zeros((len(x), len(Whh)))]
    for t in range(x.shape[1]):
        states.append(np.tanh(x[:, t] @ Wxh + states[-1] @ Whh))
    return states


def _log_softmax(scores):
    shifted = scores - scores.max(axis=1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))


def loss_and_gradients(x, y, Wxh, Whh, Who):
    N, T, _ = x.shape
    states = _read(x, Wxh, Whh)
    log_p = _log_softmax(states[-1] @ Who)
    loss = -(log_p * y).sum() / N

    d_scores = (np.exp(log_p) - y) / N      # here all three learn of N
    dWho = states[-1].T @ d_scores
    dWxh, dWhh = np.zeros_like(Wxh), np.zeros_like(Whh)
    d_state = d_scores @ Who.T
    for t in reversed(range(T)):
        d_z = d_state * (1 - states[t + 1] ** 2)
        dWxh += x[:, t].T @ d_z
        dWhh += states[t].T @ d_z
        d_state = d_z @ Whh.T
    return float(loss), dWxh, dWhh, dWho


def complete(prefix, vocabulary, Wxh, Whh, Who, n, rng):
    def after(state, letter):
        return np.tanh(Wxh[vocabulary.index(letter)] + state @ Whh)

    state = np.zeros(len(Whh))
    for letter in prefix:
        state = after(state, letter)
    name = prefix
    for _ in range(n):
        p = np.exp(_log_softmax((state @ Who)[np.newaxis]))[0]
        drawn = vocabulary[rng.choice(len(vocabulary), p=p)]
        if drawn == " ":
            break
        name += drawn
        state = after(state, drawn)
    return name
