# A table from code point to index; flat writing for one-hot; bytes for the way back.
import numpy as np

KIND = "utf-32-le"


def points(text):
    return np.frombuffer(text.encode(KIND), dtype="<u4").astype(np.int64)


def build_vocabulary(text):
    return [chr(point) for point in sorted(set(points(text).tolist()))]


def encode(text, vocabulary):
    known, wanted = points("".join(vocabulary)), points(text)
    table = np.full(1 + max(known.max(initial=0), wanted.max(initial=0)), -1, dtype=np.int32)
    table[known] = range(len(known))
    indices = table[wanted]
    for place in np.flatnonzero(indices == -1):
        raise ValueError(f"at {place}: {text[place]} is not known")
    return indices


def decode(indices, vocabulary):
    indices = np.fromiter(indices, dtype=int)
    refuse(indices, len(vocabulary))
    return points("".join(vocabulary)).astype("<u4")[indices].tobytes().decode(KIND)


def one_hot(indices, size):
    indices = np.fromiter(indices, dtype=int)
    refuse(indices, size)
    flat = np.zeros(len(indices) * size)
    flat[np.arange(0, flat.size, size) + indices] = 1.0
    return flat.reshape(-1, size)


def refuse(indices, size):
    if (indices != np.clip(indices, 0, size - 1)).any():
        raise ValueError("one of %s is not below %s" % (indices.tolist(), size))
