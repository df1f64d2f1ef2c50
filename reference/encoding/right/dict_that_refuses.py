# A dict and a list that refuse by themselves; unsigned indices; the rows of an identity matrix.
import numpy as np


class Places(dict):
    def __missing__(self, character):
        raise ValueError(f"{character!r} (U+{ord(character):04X}) is no character of the vocabulary")


class Strict(list):
    def __getitem__(self, index):
        try:
            if index < 0:
                raise IndexError
            return super().__getitem__(index)
        except IndexError:
            raise ValueError(f"{index} out of range({len(self)})") from None


def build_vocabulary(text):
    return [*sorted({*text})]


def encode(text, vocabulary):
    places = Places(zip(vocabulary, range(len(vocabulary))))
    return np.fromiter((places[character] for character in text), np.uint16, len(text))


def decode(indices, vocabulary):
    return str().join(map(Strict(vocabulary).__getitem__, indices))


def one_hot(indices, size):
    rows = Strict(np.eye(size))
    return np.array([rows[index] for index in indices]).reshape(len(indices), size)
