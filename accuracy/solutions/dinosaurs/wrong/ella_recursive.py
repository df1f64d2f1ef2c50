"""Recursion wherever it fits."""
import numpy as np


def prepare(names):
    vocabulary = [" "] + sorted(set.union(*[set(name) for name in names]) - {" "})
    longest = max(len(name) for name in names)

    def rows(name):
        if len(name) < longest:
            return rows(name + " ")
        return [[int(letter == v) for v in vocabulary] for letter in name]

    return np.array([rows(name) for name in names], dtype=float), vocabulary


def log_sum_exp(scores):
    top = scores.max(axis=-1, keepdims=True)
    return top + np.log(np.exp(scores - top).sum(axis=-1, keepdims=True))


def loss_and_gradients(x, y, Wxh, Whh, Who):
    dWxh, dWhh, dWho = np.zeros_like(Wxh), np.zeros_like(Whh), np.zeros_like(Who)

    def walk(t, state):
        """Reads from step t on; gives the loss, and what goes back into the state."""
        if t == x.shape[1]:
            scores = state @ Who
            logp = scores - log_sum_exp(scores)
            error = (np.exp(logp) - y) / len(x)
            dWho[...] = state.T @ error
            return -(logp * y).sum(axis=1).mean(), error @ Who.T
        new = np.tanh(x[:, t] @ Wxh + state @ Whh)
        loss, blame = walk(t + 1, new)
        blame = blame * (1 - new * new)
        dWxh[...] += x[:, t].T @ blame
        dWhh[...] += state.T @ blame
        return loss, blame @ Whh.T

    loss, _ = walk(0, np.zeros((len(x), len(Whh))))
    return float(loss), dWxh, dWhh, dWho


def complete(prefix, vocabulary, Wxh, Whh, Who, n, rng):
    state = np.zeros(len(Whh))
    for letter in prefix:
        state = np.tanh(Wxh[vocabulary.index(letter)] + state @ Whh)
    if n == 0:
        return prefix
    scores = state @ Who
    drawn = vocabulary[rng.choice(len(vocabulary), p=np.exp(scores - log_sum_exp(scores)))]
    if drawn == " ":
        return prefix
    complete(prefix + drawn, vocabulary, Wxh, Whh, Who, n - 1, rng)
