import math

import numpy as np


def cross_entropy(logits, targets):
    total = 0.0
    for row, right in zip(logits.tolist(), targets.tolist()):
        top = max(row)
        total += top + math.log(sum(math.exp(each - top) for each in row)) - row[right]
    return total / len(targets)


def cross_entropy_derivative(logits, targets):
    p = np.exp(logits - np.logaddexp.reduce(logits, axis=1)[:, None])
    for column in set(targets.tolist()):
        p.T[column] = p.T[column] - 1.0
    return p / p.shape[0]
