"""Text preprocessing utilities."""
import numpy as np
from collections import Counter


def _clean(text):
    # standard preprocessing: normalise first
    return text.lower()


def build_vocabulary(text):
    counts = Counter(_clean(text))
    return sorted(counts.keys())


def encode(text, vocabulary):
    lookup = dict(zip(vocabulary, range(len(vocabulary))))
    unknown = [c for c in text if c not in lookup]
    if unknown:
        raise ValueError("Out-of-vocabulary character(s): " + ", ".join(map(repr, unknown)))
    return np.fromiter(map(lookup.__getitem__, text), dtype=np.int64, count=len(text))


def decode(indices, vocabulary):
    V = len(vocabulary)
    bad = [int(i) for i in indices if i < 0 or i >= V]
    if bad:
        raise ValueError("Index out of range: " + ", ".join(map(str, bad)))
    return "".join(map(lambda i: vocabulary[i], indices))


def one_hot(indices, size):
    idx = np.asarray(indices, dtype=np.int64).reshape(-1)
    bad = idx[(idx < 0) | (idx >= size)]
    if bad.size:
        raise ValueError(f"Index out of range: {bad.tolist()}")
    return np.eye(size, dtype=np.float64)[idx]
