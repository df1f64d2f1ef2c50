import numpy as np
def build_vocabulary(text):
    v = []
    for c in text:
        if c not in v: v.append(c)
    return sorted(v)
def encode(text, vocabulary):
    r = []
    for c in text:
        if c not in vocabulary: raise ValueError(c)
        r.append(vocabulary.index(c))
    return np.array(r).astype(int)
def decode(indices, vocabulary):
    s = ''
    for i in indices:
        if i<0 or i>=len(vocabulary): raise ValueError(i)
        s += vocabulary[i]
    return s
def one_hot(indices, size):
    a = np.zeros((len(indices), size))
    n = 0
    for i in indices:
        if i<0 or i>=size: raise ValueError(i)
        a[n][i] = 1; n += 1
    return a
