import math

import numpy as np


def prepare(names):
    longest = 0
    seen = []
    for name in names:
        longest = max(longest, len(name))
        for letter in name:
            if letter != " " and letter not in seen:
                seen.append(letter)
    seen.sort()
    vocabulary = tuple([" "] + seen)
    rows = []
    for name in names:
        row = []
        for t in range(longest):
            letter = name[t] if t < len(name) else " "
            row.append([1.0 if letter == each else 0.0 for each in vocabulary])
        rows.append(row)
    return [np.array(rows), vocabulary]


def times(row, matrix):
    return [sum(a * line[j] for a, line in zip(row, matrix)) for j in range(len(matrix[0]))]


def soft(scores):
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    return [power / math.fsum(powers) for power in powers]


def loss_and_gradients(x, y, Wxh, Whh, Who):
    x, y, A, B, C = (each.tolist() for each in (x, y, Wxh, Whh, Who))
    N, T, V, H = len(x), len(x[0]), len(A), len(B)
    dA = [[0.0] * H for _ in range(V)]
    dB = [[0.0] * H for _ in range(H)]
    dC = [[0.0] * V for _ in range(H)]
    loss = 0.0
    for name, follows in zip(x, y):
        s = [[0.0] * H]
        for row in name:
            s.append([math.tanh(a + b) for a, b in zip(times(row, A), times(s[-1], B))])
        p = soft(times(s[-1], C))
        loss -= math.log(p[follows.index(1.0)]) / N
        wrong = [(a - b) / N for a, b in zip(p, follows)]
        for h in range(H):
            for v in range(V):
                dC[h][v] += s[-1][h] * wrong[v]
        back = [sum(C[h][v] * wrong[v] for v in range(V)) for h in range(H)]
        for t in range(T - 1, -1, -1):
            dz = [g * (1 - u * u) for g, u in zip(back, s[t + 1])]
            v = name[t].index(1.0)
            for h in range(H):
                dA[v][h] += dz[h]
                for before in range(H):
                    dB[before][h] += s[t][before] * dz[h]
            back = [sum(B[before][h] * dz[h] for h in range(H)) for before in range(H)]
    return loss, np.array(dA), np.array(dB), np.array(dC)


def complete(prefix, vocabulary, Wxh, Whh, Who, n, rng):
    s, out = [0.0] * len(Whh), []
    A, B, C = Wxh.tolist(), Whh.tolist(), Who.tolist()

    def feed(letter):
        s[:] = [math.tanh(a + b) for a, b in zip(A[vocabulary.index(letter)], times(s, B))]

    for letter in prefix:
        feed(letter)
    while len(prefix) + len(out) < n:
        left = rng.random()
        letter = vocabulary[-1]
        for each, share in zip(vocabulary, soft(times(s, C))):
            left -= share
            if left < 0:
                letter = each
                break
        if letter == " ":
            break
        out.append(letter)
        feed(letter)
    return prefix + "".join(out)
