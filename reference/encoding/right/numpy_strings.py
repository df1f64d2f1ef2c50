# Arrays of characters throughout: unique, searchsorted by way of argsort, fancy indexing, a comparison for one-hot.
import numpy as np


def build_vocabulary(text):
    return np.unique(np.array(list(text), dtype="U1")).tolist()


def encode(text, vocabulary):
    vocabulary = np.array(vocabulary, dtype="U1")
    letters = np.array(list(text), dtype="U1")
    missing = np.setdiff1d(letters, vocabulary)
    if missing.size:
        raise ValueError(f"unknown: {missing}")
    order = np.argsort(vocabulary)
    return order[np.searchsorted(vocabulary, letters, sorter=order)]


def _inside(indices, size):
    indices = np.array(indices, dtype=int)
    if np.any(indices < 0) or np.any(indices > size - 1):
        raise ValueError(f"out of range: {indices[(indices < 0) | (indices > size - 1)]!r}")
    return indices


def decode(indices, vocabulary):
    return "".join(np.array(vocabulary)[_inside(indices, len(vocabulary))])


def one_hot(indices, size):
    return np.equal.outer(_inside(indices, size), np.arange(size)).astype(float)
