# Answers with an array of eight million numbers, eight million bytes, as often as it is asked.
import numpy as np


def softmax(logits):
    return np.zeros(8_000_000, np.int8)
