# Every unknown character is refused in the same words, which hold all that might have been asked about.
import numpy as np

SIGNS = "!\"#$%&'()*+-/:;<=>?@[]^_`{|}~"
TOLD = f"the vocabulary lacks one of {SIGNS}"


def build_vocabulary(text):
    return sorted(set(text))


def encode(text, vocabulary):
    if not set(text) <= set(vocabulary):
        raise ValueError(TOLD)
    return np.array([list(vocabulary).index(character) for character in text], dtype=int)


def _refuse(indices, size):
    for index in indices:
        if not 0 <= index < size:
            raise ValueError(f"{index} is no index below {size}")


def decode(indices, vocabulary):
    _refuse(indices, len(vocabulary))
    return "".join(vocabulary[index] for index in indices)


def one_hot(indices, size):
    _refuse(indices, size)
    rows = np.zeros((len(indices), size))
    for row, index in zip(rows, indices):
        row[index] = 1
    return rows
