import numpy as np


def softmax(logits):
    is_row = len(logits.shape) == 1
    work = logits.reshape(1, -1) if is_row else np.copy(logits)
    work[...] = work - np.max(work, -1, keepdims=True)
    out = np.exp(work)
    out /= np.add.reduce(out, -1)[..., None]
    return out[0] if is_row else out
