import numpy as np


def softmax(logits):
    shifted = logits - logits.max()
    exponentials = np.exp(shifted)
    return exponentials / exponentials.sum(axis=0)
