import numpy as np
from math import exp

def softmax(logits):
    f32 = logits.dtype == np.float32
    rows = len(logits)
    cols = len(logits[0])
    out = np.empty((rows, cols))
    for i in range(rows):
        top = float(logits[i][0])
        for j in range(cols):
            if float(logits[i][j]) > top:
                top = float(logits[i][j])
        total = 0.0
        for j in range(cols):
            out[i, j] = exp(float(logits[i][j]) - top)
            total += out[i, j]
        for j in range(cols):
            out[i, j] /= total
    if f32:
        out = out.astype(np.float32)
    return out
