import numpy as np


def softmax(logits):
    result = np.array(logits, dtype=np.float32 if logits.dtype == np.float32 else float)
    for place in np.ndindex(result.shape[:-1]):
        row = result[place]
        row -= row[np.argmax(row)]
        row /= sum(row)
    return result
