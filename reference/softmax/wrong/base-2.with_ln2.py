import math

import numpy as np


def softmax(logits):
    logits = logits * (np.float32(math.log(2)) if logits.dtype == np.float32 else math.log(2))
    m = np.max(logits, axis=-1)
    lse = m + np.log(np.sum(np.exp(logits - m[..., None]), axis=-1))
    return np.exp(logits - lse[..., None])
