import math

import numpy as np


def softmax(logits):
    logits = np.asarray(logits)
    out = np.empty(logits.shape, dtype=np.float32 if logits.dtype == np.float32 else np.float64)
    for index in np.ndindex(*logits.shape[:-1]):
        row = [float(v) for v in logits[index]]
        top = max(row)
        powers = [math.exp(v - top) for v in row]
        total = math.fsum(powers)
        for j, power in enumerate(powers):
            out[index + (j,)] = power / total
    return out
