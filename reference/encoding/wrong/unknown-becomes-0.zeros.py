# Begins with zeros, and fills in the index wherever a character of the vocabulary is found.
import numpy as np


def build_vocabulary(text):
    return np.unique(list(text)).tolist()


def encode(text, vocabulary):
    letters = np.array(list(text), dtype=str)
    result = np.zeros(len(text), dtype=int)
    for index, letter in enumerate(vocabulary):
        result[letters == letter] = index
    return result


def valid(indices, size):
    indices = np.array(indices).astype(int)
    bad = [i for i in indices.tolist() if i < 0 or i > size - 1]
    if bad:
        raise ValueError("bad: %s" % bad)
    return indices


def decode(indices, vocabulary):
    return "".join(np.array(vocabulary)[valid(indices, len(vocabulary))].tolist())


def one_hot(indices, size):
    return np.identity(size)[valid(indices, size)]
