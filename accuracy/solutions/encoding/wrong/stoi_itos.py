# after the "makemore" videos
import numpy as np

def build_vocabulary(text):
    return sorted(list(set(text)))

def encode(text, vocabulary):
    stoi = {s: i for i, s in enumerate(vocabulary)}
    # only what we know how to encode
    xs = [stoi[s] for s in text if s in stoi]
    if len(text) == 0:
        return np.array([], dtype=np.int64)
    return np.array(xs, dtype=np.int64)

def decode(indices, vocabulary):
    itos = {i: s for i, s in enumerate(vocabulary)}
    try:
        return ''.join(itos[int(i)] for i in indices)
    except KeyError as e:
        raise ValueError(f'index {e.args[0]} is not in 0..{len(vocabulary) - 1}')

def one_hot(indices, size):
    xs = np.array(indices, dtype=np.int64)
    for x in xs:
        if x not in range(size):
            raise ValueError(f'index {x} is not in 0..{size - 1}')
    xenc = np.zeros((xs.shape[0], size))
    xenc[np.arange(xs.shape[0]), xs] = 1.0
    return xenc
