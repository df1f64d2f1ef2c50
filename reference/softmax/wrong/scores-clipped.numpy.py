import numpy as np


def softmax(logits):
    e = np.exp(np.clip(logits, -80, 80))
    return e / e.sum(-1, keepdims=True)
