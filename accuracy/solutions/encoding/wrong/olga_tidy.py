import numpy as np


def build_vocabulary(text):
    vocabulary = [*set(text)]
    vocabulary.sort()
    return vocabulary


def encode(text, vocabulary):
    vocabulary.sort()                 # make sure of the order
    codes = np.zeros(len(text), dtype=int)
    for place, character in enumerate(text):
        if vocabulary.count(character) == 0:
            raise ValueError(f"unknown character {character!r}")
        codes[place] = vocabulary.index(character)
    return codes


def decode(indices, vocabulary):
    characters = []
    for index in indices:
        index = int(index)
        if index < 0 or len(vocabulary) <= index:
            raise ValueError(f"unknown index {index}")
        characters += vocabulary[index]
    return "".join(characters)


def one_hot(indices, size):
    rows = []
    for index in indices:
        if index < 0 or size <= index:
            raise ValueError(f"unknown index {index}")
        row = np.zeros(size)
        row[index] = 1
        rows.append(row)
    return np.array(rows)
