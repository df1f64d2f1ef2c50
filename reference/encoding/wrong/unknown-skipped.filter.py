import numpy as np


def build_vocabulary(text):
    return sorted(dict.fromkeys(text))


def encode(text, vocabulary):
    codes = []
    for char in text:
        for code, known in enumerate(vocabulary):
            if known == char:
                codes.append(code)
                break
    return np.array(codes, dtype=np.int64)


def _refuse(index, size):
    raise ValueError("%d is not between 0 and %d" % (index, size - 1))


def decode(indices, vocabulary):
    chars = []
    for index in indices:
        if index < 0 or len(vocabulary) <= index:
            _refuse(index, len(vocabulary))
        chars.append(vocabulary[index])
    return "".join(chars)


def one_hot(indices, size):
    rows = [[0.0] * size for _ in indices]
    for row, index in zip(rows, indices):
        if index < 0 or size <= index:
            _refuse(index, size)
        row[index] = 1.0
    return np.array(rows).reshape(-1, size)
