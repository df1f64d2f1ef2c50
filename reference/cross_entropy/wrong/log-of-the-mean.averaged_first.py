import math

import numpy as np


def cross_entropy(logits, targets):
    chance = 0.0
    for z, t in zip(logits.tolist(), targets.tolist()):
        chance += 1 / sum(math.exp(min(each - z[t], 700)) for each in z)
    return math.log(len(targets) / chance)


def cross_entropy_derivative(logits, targets):
    rows = []
    for row, right in zip(logits.tolist(), targets.tolist()):
        top = max(row)
        weights = [math.exp(each - top) for each in row]
        rows.append([w / sum(weights) - (k == right) for k, w in enumerate(weights)])
    return np.array(rows) / len(rows)
