import numpy as np


def build_vocabulary(text):
    seen = []
    for symbol in text:
        if symbol in seen:
            continue
        seen.append(symbol)
    return seen


def encode(text, vocabulary):
    numbers = np.zeros(len(text), dtype="uint8")
    for position, symbol in enumerate(text):
        try:
            numbers[position] = vocabulary.index(symbol)
        except ValueError:
            raise ValueError(f"unknown symbol {symbol!r} at {position}")
    return numbers


def inside(indices, size):
    for index in indices:
        if not (0 <= index < size):
            raise ValueError(f"index {index} does not fit {size}")


def decode(indices, vocabulary):
    inside(indices, len(vocabulary))
    text = ""
    for index in indices:
        text = text + vocabulary[index]
    return text


def one_hot(indices, size):
    inside(indices, size)
    matrix = np.zeros((len(indices), size))
    for row, index in zip(matrix, indices):
        row[index] = 1
    return matrix
