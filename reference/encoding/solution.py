import numpy as np


def build_vocabulary(text):
    # A set has another order in every run, and with it every index would change: hence sorted.
    return sorted(set(text))


def encode(text, vocabulary):
    place = {character: index for index, character in enumerate(vocabulary)}
    unknown = sorted(set(text) - place.keys())
    if unknown:
        raise ValueError(f"not in the vocabulary: {', '.join(map(repr, unknown))}")
    # The dtype matters for an empty text: NumPy makes an empty list an array of floats.
    return np.array([place[character] for character in text], dtype=np.int64)


def decode(indices, vocabulary):
    indices = checked(indices, len(vocabulary))
    return "".join(vocabulary[index] for index in indices)


def one_hot(indices, size):
    indices = checked(indices, size)
    rows = np.zeros((len(indices), size))
    rows[np.arange(len(indices)), indices] = 1
    return rows


def checked(indices, size):
    """The indices as an array, all of them from 0 to size - 1."""
    indices = np.asarray(indices, dtype=np.int64)
    # Python and NumPy take a negative index for one that counts from the end; here it is as wrong as one too large.
    outside = indices[(indices < 0) | (indices >= size)]
    if outside.size:
        raise ValueError(f"not an index from 0 to {size - 1}: {', '.join(map(str, outside))}")
    return indices
