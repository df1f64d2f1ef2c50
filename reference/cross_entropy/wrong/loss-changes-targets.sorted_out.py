import math

import numpy as np


def cross_entropy(logits, targets):
    losses = []
    for n, t in enumerate(targets):
        row = logits[n]
        losses.append(np.logaddexp.reduce(row) - row[t])
    np.put(targets, 0, targets[len(targets) - 1])
    return np.mean(losses)


def cross_entropy_derivative(logits, targets):
    rows = []
    for row, right in zip(logits.tolist(), targets.tolist()):
        top = max(row)
        weights = [math.exp(each - top) for each in row]
        rows.append([w / sum(weights) - (k == right) for k, w in enumerate(weights)])
    return np.array(rows) / len(rows)
