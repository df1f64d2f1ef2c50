import numpy as np


def softmax(logits):
    out = np.empty_like(logits)
    width = logits.shape[-1]
    source, target = logits.reshape(-1, width), out.reshape(-1, width)
    for n in range(len(source)):
        weights = np.exp(source[n].astype(float) - float(max(source[n])))
        for k in range(width):
            target[n, k] = weights[k] / weights.sum()
    return out
