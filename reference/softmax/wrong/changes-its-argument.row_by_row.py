import numpy as np


def softmax(logits):
    if logits.ndim == 1:
        top = logits[logits.argmax()]
        for i in range(len(logits)):
            logits[i] = logits[i] - top
        e = np.exp(logits)
        return e / e.sum()
    return np.stack([softmax(each) for each in logits])
