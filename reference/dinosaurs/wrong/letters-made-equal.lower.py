import itertools

import numpy as np


def prepare(names):
    names = [name.lower() for name in names]
    characters = [" "] + sorted(set(itertools.chain.from_iterable(names)) - set(" "))
    T = max(len(name) for name in names)
    number = {ord(each): i for i, each in enumerate(characters)}
    onehot = np.stack([np.identity(len(characters))[[number[ord(c)] for c in name.ljust(T)]] for name in names])
    return onehot, characters


def probabilities(scores):
    return np.exp(scores - np.log(np.exp(scores).sum(-1, keepdims=True)))


def loss_and_gradients(x, y, Wxh, Whh, Who):
    N = x.shape[0]
    out = {}

    def walk(t, state):
        """From step t on; gives what is to blame on ``state``, and the sums for dWxh and dWhh."""
        if t == x.shape[1]:
            p = probabilities(state @ Who)
            out["loss"] = float(np.mean(-np.log(p[y == 1])))
            error = (p - y) / N
            out["dWho"] = np.einsum("nh,nv->hv", state, error)
            return error @ Who.T, 0 * Wxh, 0 * Whh
        after = np.tanh(x[:, t, :] @ Wxh + state @ Whh)
        blame, dWxh, dWhh = walk(t + 1, after)
        dz = blame - blame * after * after
        return dz @ Whh.T, dWxh + x[:, t, :].T @ dz, dWhh + state.T @ dz

    _, dWxh, dWhh = walk(0, np.zeros((N, Whh.shape[1])))
    return out["loss"], dWxh, dWhh, out["dWho"]


def spell(state, vocabulary, Wxh, Whh, Who, rng):
    while (character := rng.choice(vocabulary, p=probabilities(state @ Who))) != " ":
        yield character
        state = np.tanh(Wxh[vocabulary.index(character)] + state @ Whh)


def complete(prefix, vocabulary, Wxh, Whh, Who, n, rng):
    vocabulary = list(vocabulary)
    state = np.zeros(Whh.shape[1])
    for character in prefix:
        state = np.tanh(Wxh[vocabulary.index(character)] + state @ Whh)
    return prefix + "".join(itertools.islice(spell(state, vocabulary, Wxh, Whh, Who, rng), n))
