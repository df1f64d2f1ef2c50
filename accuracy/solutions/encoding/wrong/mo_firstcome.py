import numpy as np


def build_vocabulary(text):
    # dict keys are unique and keep their order, so the result is the same in every run
    return list(dict.fromkeys(text))


def encode(text, vocabulary):
    table = {}
    table.update((c, i) for i, c in enumerate(vocabulary))
    ids = [table.get(c) for c in text]
    if None in ids:
        raise ValueError("cannot encode " + repr(text[ids.index(None)]))
    return np.array(ids, dtype=np.int32)


def decode(indices, vocabulary):
    ids = np.array(indices, dtype=np.int32)
    wrong = ids[np.logical_or(ids < 0, ids >= len(vocabulary))]
    if len(wrong) > 0:
        raise ValueError("cannot decode " + str(wrong[0]))
    return "".join(vocabulary[i] for i in ids)


def one_hot(indices, size):
    ids = np.array(indices, dtype=np.int32)
    out = np.zeros((len(ids), size))
    for row, i in zip(out, ids):
        if i >= size:
            raise ValueError("cannot make one-hot of " + str(i))
        row[i] = 1
    return out
