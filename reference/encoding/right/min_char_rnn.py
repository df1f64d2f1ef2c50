# Two dicts, one for each direction, and a one-hot column for each character.
import numpy as np


def build_vocabulary(text):
    chars = list(set(text))
    chars.sort()
    return chars


def encode(text, vocabulary):
    char_to_ix = {ch: i for i, ch in enumerate(vocabulary)}
    try:
        return np.asarray([char_to_ix[ch] for ch in text], int)
    except KeyError as error:
        raise ValueError("unknown character %s" % error)


def decode(indices, vocabulary):
    ix_to_char = {i: ch for i, ch in enumerate(vocabulary)}
    bad = [ix for ix in indices if ix not in ix_to_char]
    if bad:
        raise ValueError("bad indices", bad)
    return "".join(ix_to_char[ix] for ix in indices)


def one_hot(indices, size):
    if len(indices) == 0:
        return np.zeros((0, size))
    if min(indices) < 0:
        raise ValueError("index %i < 0" % min(indices))
    if max(indices) >= size:
        raise ValueError("index %i is too large" % max(indices))
    xs = []
    for ix in indices:
        x = np.zeros((size, 1))
        x[ix] = 1
        xs.append(x)
    return np.hstack(xs).T
