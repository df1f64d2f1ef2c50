"""Encoding: from text to indices and back."""

import numpy as np


def build_vocabulary(text):
    return sorted(set(text))


def encode(text, vocabulary):
    index = {character: i for i, character in enumerate(vocabulary)}
    unknown = sorted(set(text) - index.keys())
    if unknown:
        raise ValueError(f"not in the vocabulary: {unknown[0]}")
    return np.array([index[character] for character in text], dtype=int)


def _indices(indices, size):
    indices = np.array(indices, dtype=int)
    bad = indices[(indices < 0) | (indices >= size)]
    if len(bad):
        raise ValueError(f"not an index from 0 to {size - 1}: {bad[0]}")
    return indices


def decode(indices, vocabulary):
    return "".join(vocabulary[i] for i in _indices(indices, len(vocabulary)))


def one_hot(indices, size):
    return np.eye(size)[_indices(indices, size)]
