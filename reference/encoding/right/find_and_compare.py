# A string's find, a step through the sorted text, an error class of its own, and ones that are True.
import itertools

import numpy as np


class Unknown(ValueError):
    def __init__(self, what):
        super().__init__(f"I do not know {what}")


def build_vocabulary(text):
    return [character for character, _ in itertools.groupby(sorted(text))]


def encode(text, vocabulary):
    alphabet = "".join(vocabulary)
    indices = list(map(alphabet.find, text))
    if -1 in indices:
        raise Unknown(text[indices.index(-1)])
    return np.array(indices, dtype="i8")


def decode(indices, vocabulary):
    numbers = np.array(indices, dtype="i8").tolist()
    for number in numbers:
        if number not in range(len(vocabulary)):
            raise Unknown(number)
    alphabet = dict(enumerate(vocabulary))
    return "".join([alphabet[number] for number in numbers])


def one_hot(indices, size):
    column = np.array(indices, dtype="i8").reshape(-1, 1)
    hits = column == np.arange(size)
    if not hits.any(axis=1).all():
        raise Unknown(column[~hits.any(axis=1)][0, 0])
    return hits
