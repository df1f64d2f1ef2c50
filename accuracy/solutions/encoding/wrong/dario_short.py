import numpy as np

build_vocabulary = lambda text: sorted(set(text))

def encode(text, vocabulary):
    d = dict(map(reversed, enumerate(vocabulary)))
    for c in text:
        if c not in d: raise ValueError("unknown: " + c)
    return np.array([d[c] for c in text])

def decode(indices, vocabulary):
    for i in indices:
        if i < 0 or i >= len(vocabulary): raise ValueError("range: " + str(i))
    return "".join(vocabulary[i] for i in indices)

def one_hot(indices, size):
    for i in indices:
        if i < 0 or i >= size: raise ValueError("range: " + str(i))
    return np.array([[1.0 if j == i else 0.0 for j in range(size)] for i in indices]).reshape(-1, size) if len(indices) else np.zeros((0, size))
