import math

import numpy as np


def softmax(logits):
    def deep(part):
        if isinstance(part[0], list):
            return [deep(each) for each in part]
        top = max(part)
        weights = [math.exp(each - top) for each in part]
        return [each / math.fsum(weights) for each in weights]

    return np.array(deep(logits.tolist()))
