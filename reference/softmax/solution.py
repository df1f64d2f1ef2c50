import numpy as np


def softmax(logits):
    logits = np.asarray(logits)
    # exp(z - m) / sum exp(z - m) is the same for every m; with the row's largest score no exponential overflows.
    shifted = logits - logits.max(axis=-1, keepdims=True)
    exponentials = np.exp(shifted)
    return exponentials / exponentials.sum(axis=-1, keepdims=True)
