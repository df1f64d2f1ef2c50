import numpy as np
from numpy import zeros, unique, array


def build_vocabulary(text):
    codes = unique(array([ord(c) for c in text], dtype=np.int64))
    return [chr(c) for c in codes]


def encode(text, vocabulary):
    N = len(text)
    V = len(vocabulary)
    idx = zeros(N, dtype=np.int64)
    for n in range(N):
        found = False
        for v in range(V):
            if text[n] == vocabulary[v]:
                idx[n] = v
                found = True
        if not found:
            raise ValueError("encode: character '%s' not found" % text[n])
    return idx


def decode(indices, vocabulary):
    V = len(vocabulary)
    s = ''
    for n in range(len(indices)):
        if indices[n] < 0 or indices[n] >= V:
            raise ValueError("decode: index %d not in 0:%d" % (indices[n], V - 1))
        s = s + vocabulary[indices[n]]
    return s


def one_hot(indices, size):
    idx = array(indices, dtype=np.int64)
    for k in idx:
        if k < 0 or k >= size:
            raise ValueError("one_hot: index %d not in 0:%d" % (k, size - 1))
    M = zeros((len(idx), size))
    M[:, idx] = 1      # a one in each of the columns
    return M
