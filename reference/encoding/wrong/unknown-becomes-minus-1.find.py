import numpy as np


def build_vocabulary(text):
    return sorted(c for i, c in enumerate(text) if c not in text[:i])


def encode(text, vocabulary):
    alphabet = "".join(vocabulary)
    return np.array([alphabet.find(c) for c in text], dtype=np.int16)


def check(indices, below):
    if len(indices) and (min(indices) < 0 or max(indices) >= below):
        raise ValueError(f"from {min(indices)} to {max(indices)}, but from 0 to {below - 1} is allowed")


def decode(indices, vocabulary):
    check(indices, len(vocabulary))
    alphabet = "".join(vocabulary)
    return "".join(alphabet[i] for i in indices)


def one_hot(indices, size):
    check(indices, size)
    table = np.zeros([len(indices), size])
    table[list(range(len(indices))), list(indices)] = 1
    return table
