import numpy as np


def softmax(logits):
    e = np.exp(logits.min(-1, keepdims=True) - logits)
    return e / e.sum(-1, keepdims=True)
