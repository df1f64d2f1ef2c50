import numpy as np


def build_vocabulary(text):
    return "".join(sorted(set(text)))


def encode(text, vocabulary):
    alphabet = "".join(vocabulary)
    positions = [alphabet.find(letter) for letter in text]
    if -1 in positions:
        raise ValueError(f"{text[positions.index(-1)]!r} is not one of {alphabet!r}")
    return np.array(positions, dtype=int)


def _checked(indices, limit):
    indices = [int(i) for i in indices]
    for i in indices:
        if i < 0 or i >= limit:
            raise ValueError(f"{i} is not below {limit}, or it is negative")
    return indices


def decode(indices, vocabulary):
    return "".join(vocabulary[i] for i in _checked(indices, len(vocabulary)))


def one_hot(indices, size):
    indices = _checked(indices, size)
    return np.equal.outer(indices, np.arange(size)).astype(float) if indices else np.empty((0, size))
