import numpy as np


def _codes(characters):
    return np.array([ord(c) for c in characters], dtype=np.int64)


def build_vocabulary(text):
    return [chr(code) for code in np.unique(_codes(text))]


def encode(text, vocabulary):
    """Binary search in the sorted code points, then back through the sorting permutation."""
    known, wanted = _codes(vocabulary), _codes(text)
    if wanted.size == 0:
        return np.zeros(0, dtype=np.int64)
    order = np.argsort(known)
    absent = ~np.isin(wanted, known)
    if absent.any():
        raise ValueError("no such character in the vocabulary: " + text[int(absent.argmax())])
    return order[np.searchsorted(known[order], wanted)]


def decode(indices, vocabulary):
    k = np.asarray(indices, dtype=np.int64)
    outside = (k != np.clip(k, 0, len(vocabulary) - 1)) if len(vocabulary) else np.ones(k.shape, bool)
    if outside.any():
        raise ValueError("no such index: " + str(k[outside][0]))
    return "".join(np.array(list(vocabulary), dtype=object)[k].tolist()) if k.size else ""


def one_hot(indices, size):
    k = np.asarray(indices, dtype=np.int64)
    hot = k[:, np.newaxis] == np.arange(size)
    empty_rows = ~hot.any(axis=1)
    if empty_rows.any():
        raise ValueError("no such index: " + str(k[empty_rows][0]))
    return hot.astype(float)
