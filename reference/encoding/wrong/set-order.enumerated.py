# The set is walked through as it comes, while the dict of indices is filled.
import numpy as np


def build_vocabulary(text):
    unique = set()
    for letter in text:
        unique.add(letter)
    letters = []
    for letter in unique:
        letters.append(letter)
    return letters


def encode(text, vocabulary):
    lookup = dict(zip(vocabulary, range(len(vocabulary))))
    for letter in text:
        if letter not in lookup:
            raise ValueError("no index for " + letter)
    return np.array(list(map(lookup.get, text)), dtype=int)


def decode(indices, vocabulary):
    for i in indices:
        if i < 0 or i >= len(vocabulary):
            raise ValueError("index " + str(i))
    return "".join([vocabulary[i] for i in indices])


def one_hot(indices, size):
    for i in indices:
        if i < 0 or i >= size:
            raise ValueError("index " + str(i))
    return np.eye(size)[np.array(indices, dtype=int)]
