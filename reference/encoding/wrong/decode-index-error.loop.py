import numpy as np


def build_vocabulary(text):
    vocabulary = []
    for c in sorted(text):
        if not vocabulary or vocabulary[-1] != c:
            vocabulary.append(c)
    return vocabulary


def encode(text, vocabulary):
    missing = set(text).difference(vocabulary)
    if missing:
        raise ValueError(f"The vocabulary lacks {missing}.")
    return np.fromiter(map(vocabulary.index, text), dtype=np.intp)


def decode(indices, vocabulary):
    text = ""
    for n in range(len(indices)):
        text += vocabulary[indices[n]]
    return text


def one_hot(indices, size):
    result = np.zeros((len(indices), size))
    for n in range(len(indices)):
        if indices[n] not in np.arange(size):
            raise ValueError(f"{indices[n]} is no place of {size}")
        result[n, indices[n]] = 1
    return result
