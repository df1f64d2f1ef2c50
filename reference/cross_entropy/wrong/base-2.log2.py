import math

import numpy as np


def cross_entropy(logits, targets):
    bits = []
    for n in range(len(logits)):
        z = logits[n] - logits[n].max()
        bits.append(np.log2(np.exp(z).sum()) - z[targets[n]] * math.log2(math.e))
    return float(np.average(bits))


def cross_entropy_derivative(logits, targets):
    rows = []
    for row, right in zip(logits.tolist(), targets.tolist()):
        top = max(row)
        weights = [math.exp(each - top) for each in row]
        rows.append([w / sum(weights) - (k == right) for k, w in enumerate(weights)])
    return np.array(rows) / len(rows)
