# N times the same list: whoever writes into one row writes into all.
import numpy as np


def build_vocabulary(text):
    return sorted(set(text))


def encode(text, vocabulary):
    result = np.full(len(text), -1)
    for place, character in enumerate(vocabulary):
        result[[c == character for c in text]] = place
    if (result < 0).any():
        raise ValueError("unknown: " + text[int(np.argmin(result))])
    return result


def decode(indices, vocabulary):
    bad = [int(i) for i in indices if i < 0 or i >= len(vocabulary)]
    if bad:
        raise ValueError(f"bad indices {bad}")
    return "".join(vocabulary[i] for i in indices)


def one_hot(indices, size):
    bad = [int(i) for i in indices if i < 0 or i >= size]
    if bad:
        raise ValueError(f"bad indices {bad}")
    rows = [[0] * size] * len(indices)
    for row, index in zip(rows, indices):
        row[index] = 1
    return np.array(rows, dtype=float).reshape(len(indices), size)
