# Rows as long as the largest index asks for; size is looked at for the check alone.
import numpy as np


def build_vocabulary(text):
    return sorted(set(text))


def encode(text, vocabulary):
    for c in text:
        if c not in vocabulary:
            raise ValueError(f"unknown {c!r}")
    return np.array([vocabulary.index(c) for c in text], dtype=int)


def decode(indices, vocabulary):
    for i in indices:
        if not 0 <= i < len(vocabulary):
            raise ValueError(f"out of range: {i}")
    return "".join(vocabulary[i] for i in indices)


def one_hot(indices, size):
    for i in indices:
        if not 0 <= i < size:
            raise ValueError(f"out of range: {i}")
    indices = np.array(indices, dtype=int)
    out = np.zeros((indices.size, indices.max(initial=-1) + 1))
    out[np.arange(indices.size), indices] = 1
    return out
