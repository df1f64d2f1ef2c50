import numpy as np


def build_vocabulary(text):
    return sorted({c for c in text})


def encode(text, vocabulary):
    index_of = {c: i for i, c in enumerate(vocabulary)}
    out = []
    for c in text:
        if index_of.get(c) is None:
            raise ValueError(f"{c} is not in the vocabulary")
        out.append(index_of[c])
    return np.array(out, dtype="int64")


def decode(indices, vocabulary):
    for i in indices:
        if i < 0 or i > len(vocabulary) - 1:
            raise ValueError(f"{i} is out of range")
    return "".join(vocabulary[int(i)] for i in indices)


def one_hot(indices, size):
    eye = np.eye(size)
    rows = np.empty((len(indices), size))
    for n, i in enumerate(indices):
        if i > size - 1:
            raise ValueError(f"{i} is out of range")
    for n, i in enumerate(indices):
        rows[n] = eye[i]
    return rows
