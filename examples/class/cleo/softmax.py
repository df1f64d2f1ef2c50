import numpy as np


def softmax(logits):
    e = np.exp(logits - np.max(logits))
    return e / np.sum(e)
