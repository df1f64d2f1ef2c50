import numpy as np


def softmax(logits):
    exponentials = np.exp(logits - np.expand_dims(logits.max(-1), -1))
    if logits.ndim < 2:
        return exponentials / sum(exponentials)
    front = np.swapaxes(exponentials, 0, 1)
    return np.swapaxes(front / np.array([sum(front)]), 0, 1)
