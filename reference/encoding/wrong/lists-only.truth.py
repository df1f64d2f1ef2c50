# `if not indices` is no question that an array answers.
import numpy as np


def build_vocabulary(text):
    return sorted(set(text))


def encode(text, vocabulary):
    for c in text:
        if c not in vocabulary:
            raise ValueError(f"unknown {c!r}")
    return np.array([vocabulary.index(c) for c in text], dtype=int)


def decode(indices, vocabulary):
    if not indices:
        return ""
    if min(indices) < 0 or max(indices) >= len(vocabulary):
        raise ValueError(f"out of range: {indices}")
    return "".join(vocabulary[i] for i in indices)


def one_hot(indices, size):
    if not indices:
        return np.zeros((0, size))
    if min(indices) < 0 or max(indices) >= size:
        raise ValueError(f"out of range: {indices}")
    return np.eye(size)[indices]
