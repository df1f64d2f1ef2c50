import numpy as np


def softmax(logits):
    e = np.exp(logits - logits.max(-1, keepdims=True))
    return e / np.linalg.norm(e, axis=-1, keepdims=True)
