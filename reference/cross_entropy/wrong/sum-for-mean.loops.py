import math

import numpy as np


def cross_entropy(logits, targets):
    total = 0.0
    for row, right in zip(logits, targets):
        total += np.logaddexp.reduce(row) - row[right]
    return total


def cross_entropy_derivative(logits, targets):
    rows = []
    for row, right in zip(logits.tolist(), targets.tolist()):
        top = max(row)
        weights = [math.exp(each - top) for each in row]
        rows.append([w / sum(weights) - (k == right) for k, w in enumerate(weights)])
    return np.array(rows) / len(rows)
