# Answers with more than a frame may hold.
import numpy as np


def softmax(logits):
    return [np.zeros(10**6)] * 3 + [np.zeros(10**7) for _ in range(5)]
