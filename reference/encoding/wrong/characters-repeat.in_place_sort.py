import numpy as np


def build_vocabulary(text):
    characters = list(text)
    characters.sort()
    return characters


def encode(text, vocabulary):
    strangers = [c for c in text if c not in vocabulary]
    if strangers:
        raise ValueError(strangers)
    return np.array([vocabulary.index(c) for c in text]).astype(int)


def decode(indices, vocabulary):
    strangers = [int(i) for i in indices if i not in range(len(vocabulary))]
    if strangers:
        raise ValueError(strangers)
    return "".join(map(vocabulary.__getitem__, indices))


def one_hot(indices, size):
    strangers = [int(i) for i in indices if i not in range(size)]
    if strangers:
        raise ValueError(strangers)
    return 1.0 * (np.arange(size)[None, :] == np.array(indices, dtype=int)[:, None])
