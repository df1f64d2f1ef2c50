import numpy as np


def build_vocabulary(text):
    return sorted(set(text))


def encode(text, vocabulary):
    ordered = np.sort(np.array(vocabulary))
    letters = np.array(list(text), dtype="U1")
    bad = ~np.isin(letters, ordered)
    if bad.any():
        raise ValueError("unknown: " + letters[bad][0])
    return np.searchsorted(ordered, letters)


def decode(indices, vocabulary):
    out = []
    for index in indices:
        if not -1 < index < len(vocabulary):
            raise ValueError("index {} out of range".format(index))
        out += vocabulary[index]
    return "".join(out)


def one_hot(indices, size):
    out = np.zeros((0, size))
    for index in indices:
        if not -1 < index < size:
            raise ValueError("index {} out of range".format(index))
        row = np.zeros((1, size))
        row[0, index] = 1
        out = np.concatenate([out, row])
    return out
