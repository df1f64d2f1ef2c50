import numpy as np


def softmax(logits):
    log_total = np.logaddexp.reduce(logits, axis=-1, keepdims=True)
    return np.exp(logits - log_total)
