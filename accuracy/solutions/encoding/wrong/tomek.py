import numpy as np


def build_vocabulary(text):
    chars = list(set(text))
    return chars


def encode(text, vocabulary):
    char_to_ix = {ch: i for i, ch in enumerate(vocabulary)}
    for ch in text:
        if ch not in char_to_ix:
            raise ValueError(f"character {ch!r} is not in the vocabulary")
    return np.array([char_to_ix[ch] for ch in text], dtype=int)


def decode(indices, vocabulary):
    ix_to_char = {i: ch for i, ch in enumerate(vocabulary)}
    out = ""
    for ix in indices:
        if int(ix) not in ix_to_char:
            raise ValueError(f"index {ix} out of range")
        out += ix_to_char[int(ix)]
    return out


def one_hot(indices, size):
    rows = np.zeros((len(indices), size))
    for row, ix in enumerate(indices):
        if not 0 <= ix < size:
            raise ValueError(f"index {ix} out of range")
        rows[row, ix] = 1
    return rows
