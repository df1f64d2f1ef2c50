import math

import numpy as np


def cross_entropy(logits, targets):
    total = 0.0
    for row, right in zip(logits.tolist(), targets.tolist()):
        top = max(row)
        total += top + math.log(sum(math.exp(each - top) for each in row)) - row[right]
    return total / len(targets)


def cross_entropy_derivative(logits, targets):
    out = np.zeros(logits.shape)
    for n in range(logits.shape[0]):
        e = np.exp(logits[n] - max(logits[n]))
        out[n] = e / e.sum()
        out[n][targets[n]] = out[n][targets[n]] - 1
    return out
