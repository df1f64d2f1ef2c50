# The two dicts of min-char-rnn; a look into char_to_ix is left to itself.
import numpy as np


def build_vocabulary(text):
    chars = list(set(text))
    return sorted(chars)


def encode(text, vocabulary):
    char_to_ix = {ch: i for i, ch in enumerate(vocabulary)}
    data = np.zeros((len(text),), dtype=np.int32)
    for t in range(len(text)):
        data[t] = char_to_ix[text[t]]
    return data


def decode(indices, vocabulary):
    ix_to_char = {i: ch for i, ch in enumerate(vocabulary)}
    try:
        return "".join(ix_to_char[ix] for ix in indices)
    except KeyError as e:
        raise ValueError("bad index %s" % e)


def one_hot(indices, size):
    xs = np.zeros((len(indices), size))
    for t, ix in enumerate(indices):
        if ix < 0 or ix >= size:
            raise ValueError("bad index %d" % ix)
        xs[t, ix] = 1
    return xs
