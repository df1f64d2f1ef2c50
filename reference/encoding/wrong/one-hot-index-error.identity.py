import numpy as np


def build_vocabulary(text):
    return sorted(set(text))


def encode(text, vocabulary):
    for character in text:
        if vocabulary.count(character) == 0:
            raise ValueError("unknown: %r" % character)
    return np.array([vocabulary.index(character) for character in text], dtype=np.uint32)


def decode(indices, vocabulary):
    for index in np.array(indices, dtype=int):
        if index < 0 or index >= len(vocabulary):
            raise ValueError("no such index: %r" % int(index))
    return "".join(np.take(vocabulary, np.array(indices, dtype=int)))


def one_hot(indices, size):
    return np.eye(size)[list(indices), :].reshape(len(indices), size)
