# Answers with eight million numbers where six were asked for.
import numpy as np


def softmax(logits):
    return list(np.zeros(8_000_000, np.int8))
