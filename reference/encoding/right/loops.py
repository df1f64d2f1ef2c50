# No set, no dict: lists that are searched, and a text that grows.
import numpy as np


def build_vocabulary(text):
    found = []
    for c in text:
        if c not in found:
            found.append(c)
    found.sort()
    return found


def encode(text, vocabulary):
    out = np.empty(len(text), dtype="int32")
    for n, c in enumerate(text):
        if c not in vocabulary:
            raise ValueError("unknown character: " + c)
        out[n] = vocabulary.index(c)
    return out


def decode(indices, vocabulary):
    text = ""
    for ix in indices:
        if ix < 0 or ix >= len(vocabulary):
            raise ValueError("there is no index %d" % ix)
        text += vocabulary[ix]
    return text


def one_hot(indices, size):
    m = np.zeros((len(indices), size))
    for row, ix in enumerate(indices):
        if not 0 <= ix <= size - 1:
            raise ValueError("there is no index %d" % ix)
        m[row][ix] = 1
    return m
