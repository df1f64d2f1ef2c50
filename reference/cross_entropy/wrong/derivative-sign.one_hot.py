import math

import numpy as np


def cross_entropy(logits, targets):
    total = 0.0
    for row, right in zip(logits.tolist(), targets.tolist()):
        top = max(row)
        total += top + math.log(sum(math.exp(each - top) for each in row)) - row[right]
    return total / len(targets)


def cross_entropy_derivative(logits, targets):
    e = np.exp(logits - logits.max(1, keepdims=True))
    return (np.eye(logits.shape[1])[targets] - e / e.sum(1, keepdims=True)) / len(logits)
