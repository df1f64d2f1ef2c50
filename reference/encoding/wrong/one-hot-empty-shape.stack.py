import numpy as np


def build_vocabulary(text):
    return sorted(set(text))


def encode(text, vocabulary):
    pairs = {character: place for place, character in enumerate(vocabulary)}
    try:
        return np.array([pairs[character] for character in text], dtype=int)
    except KeyError as error:
        raise ValueError(f"not in the vocabulary: {error}") from error


def decode(indices, vocabulary):
    return "".join(vocabulary[place(index, len(vocabulary))] for index in indices)


def place(index, size):
    if index in range(size):
        return index
    raise ValueError(f"{index} not in {range(size)}")


def one_hot(indices, size):
    return np.array([[float(place(index, size) == column) for column in range(size)] for index in indices])
