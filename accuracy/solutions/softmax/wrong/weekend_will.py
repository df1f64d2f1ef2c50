import numpy as np

def softmax(logits):
    # asarray so that lists work as well
    a = np.asarray(logits, dtype=np.float64)
    hi = a.max(axis=-1)
    a = a - np.expand_dims(hi, -1)
    ex = np.exp(a)
    return ex / ex.sum(axis=-1)
