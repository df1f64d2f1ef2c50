import numpy as np


def softmax(logits):
    e = np.exp(logits - logits.max(axis=-1, keepdims=True)
    return e / e.sum(axis=-1, keepdims=True)
