import numpy as np

def softmax(logits):
    x = np.asarray(logits)
    if x.dtype.kind in "iu":
        x = x.astype(float)
    m = np.max(x, axis=-1, keepdims=True)
    return np.exp(x - m) / np.sum(np.exp(x - m))
