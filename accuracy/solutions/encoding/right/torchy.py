import numpy as np

# translated from my torch version (scatter_ -> put_along_axis)


def build_vocabulary(text):
    chars = sorted(list(set(text)))
    return chars


def encode(text, vocabulary):
    stoi = {ch: i for i, ch in enumerate(vocabulary)}
    ids = []
    for ch in text:
        if ch not in stoi:
            raise ValueError("unknown char '" + ch + "'")
        ids.append(stoi[ch])
    return np.asarray(ids, dtype=np.int64)      # torch.tensor(ids, dtype=torch.long)


def decode(indices, vocabulary):
    itos = {i: ch for i, ch in enumerate(vocabulary)}
    ids = indices.tolist() if hasattr(indices, "tolist") else list(indices)
    for i in ids:
        if i not in itos:
            raise ValueError("index out of range: %d" % i)
    return "".join([itos[i] for i in ids])


def one_hot(indices, size):
    ids = np.asarray(indices, dtype=np.int64)
    if ids.size and (ids.min() < 0 or ids.max() >= size):
        culprit = ids.min() if ids.min() < 0 else ids.max()
        raise ValueError("index out of range: %d" % culprit)
    out = np.zeros((ids.shape[0], size))
    if ids.size:
        np.put_along_axis(out, ids[:, None], 1.0, axis=1)
    return out
