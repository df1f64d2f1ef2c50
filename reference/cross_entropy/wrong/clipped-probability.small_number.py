import math

import numpy as np


EPSILON = 1e-12


def cross_entropy(logits, targets):
    loss = 0
    for z, t in zip(logits, targets):
        e = [math.exp(each) for each in z - max(z)]
        loss -= math.log(e[t] / sum(e) + EPSILON) / len(targets)
    return loss


def cross_entropy_derivative(logits, targets):
    rows = []
    for row, right in zip(logits.tolist(), targets.tolist()):
        top = max(row)
        weights = [math.exp(each - top) for each in row]
        rows.append([w / sum(weights) - (k == right) for k, w in enumerate(weights)])
    return np.array(rows) / len(rows)
