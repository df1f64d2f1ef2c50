import numpy as np

# kata 10

def build_vocabulary(text):
    s = set()
    for c in text:
        s.add(c)
    return sorted(s)

def encode(text, vocabulary):
    d = {}
    for i in range(len(vocabulary)):
        d[vocabulary[i]] = i
    for c in text:
        if c not in d.keys():
            raise ValueError('not in vocabulary: ' + c)
    codes = np.array([d[c] for c in text], dtype=int)
    print(codes)

def decode(indices, vocabulary):
    t = ''
    for i in indices:
        if i < 0 or i >= len(vocabulary):
            raise ValueError('index out of range: ' + str(i))
        t += vocabulary[i]
    return t

def one_hot(indices, size):
    m = np.zeros((len(indices), size))
    for r in range(len(indices)):
        if indices[r] < 0 or indices[r] >= size:
            raise ValueError('index out of range: ' + str(indices[r]))
        m[r, indices[r]] = 1
    return m
