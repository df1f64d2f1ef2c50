import numpy as np


def softmax(logits):
    if np.issubdtype(logits.dtype, np.integer):
        logits = logits.astype(np.float64)

    # numerical stability: biggest score of each row becomes 0
    logits -= logits.max(axis=-1, keepdims=True)

    probs = np.exp(logits)
    probs /= probs.sum(axis=-1, keepdims=True)
    return probs
