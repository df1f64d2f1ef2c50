import numpy as np

def softmax(logits):
    result = np.zeros_like(logits)
    *lead, V = logits.shape
    for where in np.ndindex(*lead):
        z = logits[where]
        if z.dtype != np.float32:
            z = z.astype(np.float64)
        shifted = z - z.max()
        ex = np.exp(shifted)
        s = 0
        for k in range(V):
            s = s + ex[k]
        for k in range(V):
            result[where + (k,)] = ex[k] / s
    return result
