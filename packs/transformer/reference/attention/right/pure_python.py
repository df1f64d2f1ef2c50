import math

import numpy as np


def dot(a, b):
    return math.fsum(x * y for x, y in zip(a, b))


def attention_weights(q, k):
    rows = []
    for queries, keys in zip(q.tolist(), k.tolist()):
        rows.append([])
        for t, query in enumerate(queries):
            scores = [dot(query, key) / math.sqrt(len(query)) for key in keys[: t + 1]]
            powers = [math.exp(each - max(scores)) for each in scores]
            seen = [each / math.fsum(powers) for each in powers]
            rows[-1].append(seen + [0.0] * (len(keys) - t - 1))
    return np.array(rows)


def attention_forward(q, k, v):
    weights = attention_weights(q, k)
    out = [
        [[dot(row, column) for column in zip(*values)] for row in rows]
        for rows, values in zip(weights.tolist(), v.tolist())
    ]
    return [np.array(out), [q, k, v, weights]]


def attention_backward(dout, cache):
    q, k, v, weights = cache
    dq, dk, dv = np.zeros(q.shape), np.zeros(k.shape), np.zeros(v.shape)
    N, T, d = q.shape
    for b in range(N):
        for t in range(T):
            pulls = [dot(dout[b, t].tolist(), v[b, s].tolist()) for s in range(t + 1)]
            mean = dot(pulls, weights[b, t, : t + 1].tolist())
            for s in range(t + 1):
                weight = float(weights[b, t, s])
                dscore = weight * (pulls[s] - mean) / math.sqrt(d)
                for j in range(d):
                    dq[b, t, j] += dscore * k[b, s, j]
                    dk[b, s, j] += dscore * q[b, t, j]
                for j in range(v.shape[2]):
                    dv[b, s, j] += weight * dout[b, t, j]
    return [dq, dk, dv]
